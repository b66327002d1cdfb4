"""What is known of one account, or of the data: grouped lines, or one sentence for one thing asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from assistant.prose.escaping import plain
from assistant.prose.frame import frame_of
from assistant.prose.values import statement
from assistant.prose.wording import counted, is_plural, lowered, sentence_case, shown
from tools.evidence import Evidence
from tools.facts import Fact
from tools.metrics.catalogue import METRICS
from tools.names import listed
from tools.periods import write_day

STATUS, RECORD = "Status", "On record"
TITLES: Mapping[str, str] = {
    "revenue": "Revenue",
    "accounts": "Subscriptions",
    "support": "Support",
    "usage": "Usage",
    "surveys": "Surveys",
    "retention": "Retention",
    "churn events": "Churn events",
}
AS_RECORDED = "as recorded"
COMPUTED = ("account_status", "paying_since", "paid_until")


def write_profile(evidence: Evidence) -> Iterator[str]:
    facts = evidence.facts
    if not facts:
        yield evidence.message or f"Nothing is recorded of {plain(evidence.title)}."
    elif len(facts) == 1:
        yield _one_thing(evidence, facts[0])
    elif facts[0].metric == "data_loaded":
        yield from _data(evidence)
    else:
        yield f"**{plain(evidence.title)}**, as of {write_day(facts[0].as_of)}:"
        yield "\n".join(_lines(facts))
        if evidence.assumptions:
            yield f"_{sentence_case('; '.join(evidence.assumptions))}._"


def _one_thing(evidence: Evidence, fact: Fact) -> str:
    """ "Company_12's industry is **DevTools**." """
    if _group(fact) not in (STATUS, RECORD):
        frame = frame_of(evidence, fact)
        return frame.under(frame.around(statement(fact, is_now=frame.is_now)))
    name = plain(evidence.title)
    if fact.value is None:
        return f"{name}'s {lowered(fact.label)} is **not defined**: {fact.undefined_because}."
    if fact.value in ("yes", "no"):
        return f"{name} is {'' if fact.value == 'yes' else 'not '}marked as {lowered(fact.label)}: **{fact.value}**."
    return f"{name}'s {lowered(fact.label)} {'are' if is_plural(fact.label) else 'is'} **{shown(fact)}**."


def _lines(facts: Sequence[Fact]) -> Iterator[str]:
    """One line per group, in the order of the facts; what is not recorded last."""
    known = [fact for fact in facts if fact.value is not None]
    for group, members in groupby(known, key=_group):
        words = _status if group == STATUS else _together
        yield f"- **{group}**: {words(list(members))}"
    missing = [fact for fact in facts if fact.value is None]
    reasons = groupby(missing, key=lambda fact: fact.undefined_because)
    if missing:
        parts = [f"{listed([lowered(fact.label) for fact in members])} ({reason})" for reason, members in reasons]
        yield f"- **Not defined**: {'; '.join(parts)}"


def _group(fact: Fact) -> str:
    if fact.metric in COMPUTED:
        return STATUS
    if fact.metric not in METRICS or fact.definition.formula == AS_RECORDED:
        return RECORD
    return TITLES.get(METRICS[fact.metric].family, RECORD)


def _status(facts: Sequence[Fact]) -> str:
    """ "paying, since 30 Apr 2023"."""
    words = {"account_status": "{}", "paying_since": "first paid on {}", "paid_until": "last paid until {}"}
    return ", ".join(words[fact.metric].format(shown(fact)) for fact in facts)


def _together(facts: Sequence[Fact]) -> str:
    return ", ".join(_short(fact) for fact in facts)


def _short(fact: Fact) -> str:
    is_number_of = fact.unit == "count" and is_plural(fact.label) and _group(fact) != RECORD
    return counted(fact) if is_number_of else f"{lowered(fact.label)} {shown(fact)}"


def _data(evidence: Evidence) -> Iterator[str]:
    """What the data covers, how fresh it is, how much there is of each kind."""
    by_label = {fact.label: shown(fact) for fact in evidence.facts}
    first, last, loaded = (by_label.pop(label, "") for label in ("Oldest day", "Newest day", "Loaded on"))
    yield f"{plain(evidence.title)} covers **{first}** to **{last}**{f', loaded on **{loaded}**' if loaded else ''}."
    if by_label:
        yield "\n".join(f"- {label}: **{value}**" for label, value in by_label.items())
    if evidence.assumptions:
        yield f"_{sentence_case('; '.join(evidence.assumptions))}._"
