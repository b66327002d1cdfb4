"""The retention rates of the year to a period, against the period before and the company's targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tools.board.reported import Reported, year_to
from tools.evidence import Section
from tools.facts import Definition, Fact, Source
from tools.measuring import derived
from tools.metrics.metric import exact
from tools.periods import write_day

RATES = ("net_revenue_retention", "gross_revenue_retention", "logo_retention")
SETTINGS = Source(tables=(), rows=0, query="")


def rates_now(reported: Reported) -> tuple[Fact, ...]:
    """NRR, GRR and logo retention, in this order."""
    return reported.facts(RATES, year_to(reported.period))


def retention(reported: Reported) -> Section:
    """A row per rate: now, before, the change, the target and how far it is from there."""
    now, before = rates_now(reported), reported.facts(RATES, year_to(reported.before))
    rows = (fact for one, other in zip(now, before, strict=True) for fact in _row(reported, one, other))
    title = "Retention over twelve months"
    return Section(name="retention", title=title, layout="table", facts=tuple(rows))


def without_target(reported: Reported) -> tuple[str, ...]:
    """The labels of the rates for which the company set no target."""
    targets = reported.context.company.targets
    return tuple(fact.label for fact in rates_now(reported) if targets.of(fact.metric) is None)


def _row(reported: Reported, now: Fact, before: Fact) -> Iterator[Fact]:
    yield _named(now, now.metric, f"To {write_day(now.as_of)}", now.label)
    yield _named(before, f"{before.metric}_before", f"To {write_day(before.as_of)}", now.label)
    yield from _difference(now, before, "change", "Change")
    target = reported.context.company.targets.of(now.metric)
    if target is not None:
        aim = _target(now, target)
        yield aim
        yield from _difference(now, aim, "against_target", "Against target")


def _named(fact: Fact, metric: str, label: str, rate: str) -> Fact:
    return fact.model_copy(update={"metric": metric, "label": label, "subject": {"rate": rate}})


def _difference(now: Fact, other: Fact, name: str, label: str) -> Iterator[Fact]:
    """Nothing where a side is not defined."""
    if now.value is None or other.value is None or isinstance(now.value, str) or isinstance(other.value, str):
        return
    one, base = Decimal(exact(now.value)), Decimal(exact(other.value))
    change = derived(now, one - base, subject={"rate": now.label}, formula=f"{now.label}: now - {_words(name)}")
    yield change.model_copy(
        update={
            "metric": f"{now.metric}_{name}",
            "label": label,
            "inputs": {"now": one, _words(name): base},
            "is_change": True,
        }
    )


def _words(name: str) -> str:
    return "target" if name == "against_target" else "before"


def _target(now: Fact, target: Decimal) -> Fact:
    definition = Definition(name="target", version=1, formula=f"the target for {now.label} in the company's settings")
    named = _named(now, f"{now.metric}_target", "Target", now.label)
    return named.model_copy(update={"value": target, "definition": definition, "inputs": {}, "source": SETTINGS})
