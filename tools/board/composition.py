"""What the period's losses and growth are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tools.board.reported import Reported
from tools.evidence import Section
from tools.facts import Fact
from tools.measure import rank
from tools.measuring import derived
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import exact
from tools.selection import Selection
from tools.shares import shares

LOST = "arr_losses"
KINDS, REASONS = "churn_kind", "reason"
GROWTH = ("expansion_share", "expansion_arr", "new_arr", "reactivation_arr")
BRIDGE = tuple(
    f"{part}_arr" for part in ("opening", "new", "reactivation", "expansion", "contraction", "churned", "closing")
)
# What stands for a kind where none is recorded.
BY_LEDGER = {"churned_arr": "churned accounts", "contraction_arr": "smaller contracts"}
MOST_REASONS = 6


def composition(reported: Reported) -> tuple[Section, ...]:
    """ARR losses by kind and by reason, each with its share; by churn and contraction where no kind is recorded."""
    return (_lost_by(reported, KINDS, "ARR losses by kind"), _lost_by(reported, REASONS, "ARR losses by reason"))


def growth(reported: Reported) -> Section:
    """The share of growth that came from existing accounts, and what it is a share of."""
    return Section(name="expansion", title="Growth", layout="lines", facts=reported.facts(GROWTH, reported.period))


def bridge(reported: Reported) -> Section:
    title = f"ARR bridge of {reported.period.name}"
    return Section(name="bridge", title=title, layout="lines", facts=reported.facts(BRIDGE, reported.period))


def _lost_by(reported: Reported, by: str, title: str) -> Section:
    section = Section(name="composition", title=title, layout="table")
    if by not in reported.context.vocabulary.dimensions:
        return section.model_copy(update=_without(reported, by))
    parts = rank(reported.grouped(LOST, by), "highest")
    if not parts:
        return section.model_copy(update={"missing": f"nothing was lost in {reported.period.name}"})
    return section.model_copy(
        update={
            "facts": _with_shares(reported, parts, by)[: 2 * MOST_REASONS],
            "more": max(0, len(parts) - MOST_REASONS),
        }
    )


def _without(reported: Reported, by: str) -> dict[str, Any]:
    """Without kinds on record churn and contraction stand in their place; without reasons nothing does."""
    if by != KINDS:
        return {"missing": "the data records no reason of churn"}
    found = [fact for name in BY_LEDGER for fact in reported.facts((name,), reported.period) if fact.value]
    if not found:
        return {"missing": f"nothing was lost in {reported.period.name}"}
    whole = sum((Decimal(exact(fact.value or 0)) for fact in found), Decimal(0))
    return {"facts": tuple(made for fact in found for made in _by_ledger(fact, whole))}


def _by_ledger(fact: Fact, whole: Decimal) -> tuple[Fact, Fact]:
    subject, part = {KINDS: BY_LEDGER[fact.metric]}, Decimal(exact(fact.value or 0))
    lost = derived(fact, fact.value, subject=subject, formula=fact.definition.formula)
    share = derived(fact, part / whole, subject=subject, formula="the part / churned + contraction ARR", unit="percent")
    named = {"metric": f"{LOST}_share", "label": "Share", "inputs": {"part": part, "whole": whole}}
    return lost.model_copy(update={"metric": LOST, "label": METRICS[LOST].label}), share.model_copy(update=named)


def _with_shares(reported: Reported, parts: list[Fact], by: str) -> tuple[Fact, ...]:
    metric = METRICS[LOST]
    selection = Selection(reported.period, (), (reported.context.vocabulary.dimensions[by],))
    found = shares(reported.context, metric, selection, parts)
    named = (share.model_copy(update={"metric": "arr_losses_share", "label": "Share"}) for share in found)
    return tuple(fact for pair in zip(parts, named, strict=True) for fact in pair)


def lost_without_kind(reported: Reported) -> Fact | None:
    """The ARR lost without a recorded kind; None where there is none or no kind is recorded at all."""
    if KINDS not in reported.context.vocabulary.dimensions:
        return None
    unknown = [fact for fact in reported.grouped(LOST, KINDS) if fact.subject[KINDS] == "not recorded"]
    return unknown[0] if unknown and unknown[0].value else None
