"""What only the whole company's data tells: what is usual, which goes with its settings, and all signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tools.company import Company
from tools.context import Context
from tools.record.reading import read_records
from tools.scope import OPERATOR
from tools.signals.catalogue import signals_of
from tools.signals.norms import Norms
from tools.signals.signal import Signal
from tools.signals.usual import norms_from


def knowing_features(context: Context) -> Company:
    """The company with its norms: the features there are, how use moves, how often one talks. Raises OutsideError."""
    limits = context.company.thresholds.model_copy(update={"norms": norms_of(context)})
    return context.company.model_copy(update={"thresholds": limits})


def with_norms(context: Context) -> Context:
    """The context whose company knows its norms, so that every tool sees the same signals."""
    return replace(context, company=knowing_features(context))


def norms_of(context: Context) -> Norms:
    """What is usual in the whole company, read once per published version.

    Of all accounts whoever asks: a signal must not depend on the asker, and nothing of a single account is told.
    """
    everyone = replace(context, scope=OPERATOR, as_of=context.warehouse.coverage.last_day)
    name = context.company.name
    return context.warehouse.once(("norms", name), lambda: norms_from(tuple(read_records(everyone).values()), name))


def signals_by_account(context: Context) -> Mapping[str, tuple[Signal, ...]]:
    """Every signal of every account the asker may see, known at the as-of close; kept, since that never changes."""
    company = knowing_features(context)
    key = ("signals", context.scope.csms, context.as_of, company.thresholds.model_dump_json())
    return context.warehouse.once(
        key, lambda: {name: signals_of(record, company) for name, record in read_records(context).items()}
    )
