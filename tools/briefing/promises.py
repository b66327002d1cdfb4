"""What was promised in talks, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterator

from tools.briefing.brief import Brief
from tools.briefing.commitments import Commitment
from tools.evidence import Section
from tools.facts import Fact
from tools.health.view import rule
from tools.record.stated import lacking

MOST_OPEN, MOST_KEPT = 4, 2
OURS_DAYS, THEIRS_DAYS, KEPT_DAYS = 180, 60, 120
NEEDS = ("interactions", "interactions.commitments")
READS = ("interactions", "tickets", "surveys")
STATE = rule(
    "promise_state",
    "State",
    "text",
    "kept or still owed as a later text says; overdue when its day has passed and none does",
    READS,
)
WORDS = rule(
    "promise_words", "Promise", "text", "as written in the talk's commitments, without its day", ("interactions",)
)
BY = rule("promise_by", "By", "text", "whose promise it is, by how its sentence opens", ("interactions",))
MADE = rule("promise_made_on", "Made on", "date", "the day of the talk", ("interactions",))
DUE = rule("promise_due_on", "Due", "date", "the one day its words name", ("interactions",))
LATE = rule("promise_days_late", "Late by", "days", "days since it was due", READS)
SETTLED = rule("promise_said_on", "Said on", "date", "the day of the text that last spoke of it", READS)


def promises(brief: Brief) -> Section:
    """What is open, ours first and the late ones before the others; then what was kept last."""
    unsettled = [item for item in brief.commitments if not item.is_settled and _is_current(brief, item)]
    unsettled.sort(key=lambda item: (not item.is_late, item.by != "we", item.due_on or brief.record.day))
    kept = [item for item in brief.commitments if item.is_settled and item.by == "we" and _is_current(brief, item)]
    chosen = [item for item in (*unsettled[:MOST_OPEN], *kept[:MOST_KEPT]) if _is_news(brief, item)]
    return Section(
        title="Promises",
        name="promises",
        layout="lines",
        facts=tuple(fact for item in chosen for fact in promise_facts(brief, item)),
        missing=""
        if chosen
        else lacking(brief.record, NEEDS) or ("none is open" if brief.commitments else "none is on record"),
    )


def promise_facts(brief: Brief, item: Commitment) -> Iterator[Fact]:
    """State, words, whose, and the days it has."""
    subject = {"promise": item.identifier}
    yield brief.fact(STATE, item.state, subject)
    yield brief.fact(WORDS, item.words, subject)
    yield brief.fact(BY, "ours" if item.by == "we" else "theirs", subject)
    yield brief.fact(MADE, item.made_in.happened_on, subject)
    yield from brief.known(DUE, item.due_on, subject)
    if not item.is_settled and item.due_on and item.due_on < brief.record.day:
        days = brief.record.days_since(item.due_on)
        yield from brief.known(LATE, days if days > 1 else None, subject)
    yield from brief.known(SETTLED, item.said_on, subject)


def _is_current(brief: Brief, item: Commitment) -> bool:
    """Old promises are history; theirs sooner than ours."""
    most = KEPT_DAYS if item.is_settled else OURS_DAYS if item.by == "we" else THEIRS_DAYS
    return brief.record.days_since(item.made_in.happened_on) <= most


def _is_news(brief: Brief, item: Commitment) -> bool:
    return brief.is_new(item.made_in.happened_on, item.said_on)
