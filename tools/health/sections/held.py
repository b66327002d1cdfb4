"""Which grave signs hold a status down, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tools.company import Company
from tools.evidence import Section
from tools.facts import Fact
from tools.health.caps import CAP_RULE, Cap, graves_in_words
from tools.health.measures import READS
from tools.health.score import Health
from tools.health.view import View
from tools.names import phrase
from tools.periods import write_day
from tools.record.record import Record
from tools.record.stated import Rule, stated
from tools.signals.catalogue import SIGNALS
from tools.signals.signal import Signal
from tools.signals.stating import passages_of, signal_fact

RENEWAL = "renewal_near"
# Of the signs that hold a status down, a sentence names these; the answer's own section lists all.
MOST_NAMED = 2
SEEN_IN = tuple(dict.fromkeys([*READS, "onboardings", "invoices", "renewals"]))


def held_facts(record: Record, health: Health, company: Company) -> Iterator[Fact]:
    """What holds the status below that of the score; nothing where the score decides."""
    if health.cap and health.is_held:
        rule = Rule("health_held_by", f"Held at {health.status} by", "text", rule_in_words(company), SEEN_IN)
        inputs = {"status_of_score": health.status_of_score}
        yield stated(record, rule, causes(health.cap), company, inputs=inputs)


def held(view: View) -> Section:
    """The open grave signs with the newest row of each, and the near renewal that makes them red."""
    cap = view.health.cap
    signs = cap.signs if cap else ()
    near = [sign for sign in view.open_signals if sign.name == RENEWAL] if cap and cap.renewal and signs else []
    return Section(
        title=f"What holds it at {view.health.status}" if view.health.is_held else "Grave signs",
        layout="signals",
        facts=tuple(signal_fact(view.record, sign, view.company) for sign in (*signs, *near)),
        passages=tuple(dict.fromkeys(row for sign in signs for row in passages_of(view.record, sign)[:1])),
        missing="" if signs else _without_signs(cap),
    )


def _without_signs(cap: Cap | None) -> str:
    return causes(cap) if cap else "nothing; its status is that of its score"


def open_signs(view: View) -> Section:
    """Every open risk, the strongest first."""
    risks = [sign for sign in view.open_signals if SIGNALS[sign.name].direction == "risk"]
    risks.sort(key=lambda sign: (-sign.strength, sign.began))
    return Section(
        title="Open signs",
        layout="signals",
        facts=tuple(signal_fact(view.record, sign, view.company) for sign in risks),
        passages=tuple(dict.fromkeys(row for sign in risks for row in passages_of(view.record, sign)[:1])),
        missing="" if risks else "none",
    )


def rule_in_words(company: Company) -> str:
    """When a sign holds a status down, and which signs do, with the company's own limits."""
    limit = CAP_RULE.format_map({"renewal_days": company.thresholds.renewal_days})
    return f"{limit}; grave from a certain strength on: {graves_in_words(company.health.caps)}"


def causes(cap: Cap) -> str:
    """'Champion left since 20 Feb 2026 and escalated ticket since 1 Jun 2026, with the renewal due 3 Aug 2026'."""
    declined = [f"the renewal of {write_day(cap.declined.due_on)} decided against"] if cap.declined else []
    near = f", with the renewal due {write_day(cap.renewal.due_on)}" if cap.renewal and cap.signs else ""
    signs = _dated(cap.signs)
    more = [f"{len(signs) - MOST_NAMED} more"] if len(signs) > MOST_NAMED else []
    return f"{phrase([*signs[:MOST_NAMED], *more, *declined])}{near}"


def dated(signs: Iterable[Signal]) -> str:
    """Each kind once, since the oldest of its open episodes."""
    return phrase(_dated(signs))


def _dated(signs: Iterable[Signal]) -> list[str]:
    first: dict[str, Signal] = {}
    for sign in signs:
        first.setdefault(sign.name, sign)
    return [f"{SIGNALS[name].label} since {write_day(sign.began)}" for name, sign in first.items()]
