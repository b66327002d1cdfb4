"""What was promised in the last review and what came of it; what has to be decided now, by whom."""

from __future__ import annotations

from datetime import date

from tools.briefing.commitments import Commitment
from tools.briefing.glance import csm_of
from tools.briefing.promises import promise_facts
from tools.evidence import Section
from tools.facts import Fact
from tools.health.view import rule
from tools.periods import write_day
from tools.qbr.advice import advice_of
from tools.qbr.review import Review
from tools.record.stated import lacking
from tools.signals.people import is_champion, is_executive

RECENT_DAYS, MOST_OPEN = 60, 4
READS = ("interactions", "goals", "contacts")
ACTION = rule("action", "Decision or action", "text", "of the recommendations, and promises that are open", READS)
OWNER = rule(
    "action_owner",
    "Owner",
    "text",
    "who promised it; a decision is their executive's, else their champion's, but for what we owe",
    READS,
)
DUE = rule("action_due_on", "By", "date", "the day named with the promise", READS)


def promises(review: Review) -> Section:
    """The commitments of the last review, kept or not."""
    last = review.last_review
    facts = [fact for item in review.promised for fact in promise_facts(review.brief, item)]
    title = f"Promised in the review of {write_day(last.happened_on)}" if last else "Promised in the last review"
    missing = "" if facts else lacking(review.record, ("interactions",)) or _none(review)
    return Section(title=title, name="promises", layout="lines", facts=tuple(facts), missing=missing)


def decisions(review: Review) -> Section:
    """What each recommendation needs decided, then what is open on either side with its day."""
    decider = next((who.name for who in review.record.people if is_executive(who)), "") or next(
        (who.name for who in review.record.people if is_champion(who)), ""
    )
    rows = [
        *(
            _row(review, advice.decide, _ours(review) if advice.is_ours else decider, None)
            for advice in advice_of(review)
        ),
        *(_promised(review, item) for item in _open(review)),
    ]
    facts = [_numbered(fact, number) for number, row in enumerate(rows, 1) for fact in row]
    return Section(title="Decisions and actions", name="decisions", layout="lines", facts=tuple(facts))


def _numbered(fact: Fact, number: int) -> Fact:
    return fact.model_copy(update={"subject": fact.subject | {"action": f"action {number}"}})


def _promised(review: Review, item: Commitment) -> list[Fact]:
    """Past its day, ours is overdue; of theirs it is only that nobody has said."""
    is_past = item.due_on is not None and item.due_on < review.record.day
    owner, past = (_ours(review), ", overdue") if item.by == "we" else (review.record.account.name, ", to be confirmed")
    return _row(review, f"“{item.words}”{past if is_past else ''}", owner, item.due_on)


def _ours(review: Review) -> str:
    return csm_of(review.record, review.brief.company) or "ours"


def _row(review: Review, action: str, owner: str, due_on: date | None) -> list[Fact]:
    return [
        review.brief.fact(ACTION, action),
        *review.brief.known(OWNER, owner),
        *review.brief.known(DUE, due_on),
    ]


def _open(review: Review) -> list[Commitment]:
    """Not settled, and due ahead or not long ago; those with the earliest day first."""
    earliest = review.record.before(RECENT_DAYS)
    found = [
        item
        for item in review.brief.commitments
        if not item.is_settled and (item.due_on or item.made_in.happened_on) >= earliest
    ]
    return sorted(found, key=lambda item: item.due_on or review.record.day)[:MOST_OPEN]


def _none(review: Review) -> str:
    if review.last_review is None:
        return "no review with this account is on record"
    return "nothing was promised in it on record"
