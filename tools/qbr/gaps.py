"""What a person has to fill in before the review goes out: never invented, each with whom or what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.briefing.goals import is_running, name_of, way_of
from tools.evidence import Section
from tools.health.view import rule
from tools.qbr.review import Review
from tools.qbr.value import MOST_POINTS
from tools.signals.people import is_champion, is_executive
from tools.suspect import is_order

GAP = rule("gap", "To fill in", "text", "what a review has and the records lack", ())
# The sections of which an empty one is a gap, and what to do about it.
EMPTY = {
    "business_change": ("what changed in their business", "ask the champion before the review"),
    "promises": ("promises of the last review", "look in your own notes"),
    "facts_at_a_glance": ("the quarter in numbers", "import usage events and tickets"),
    "adoption": ("use by feature", "import usage events with their feature"),
    "peers": ("similar accounts", "import usage events"),
}
TABLES = {
    "surveys": ("what people think", "import survey answers"),
    "contacts": ("people to invite", "import contacts"),
}


def gaps(review: Review, sections: Sequence[Section]) -> Section:
    found = dict([*_of_goals(review), *_of_value(sections), *_of_sections(sections), *_of_people(review)])
    return Section(
        title="Gaps to fill before it goes out",
        name="gaps",
        layout="lines",
        facts=tuple(
            review.brief.fact(GAP, None, {"gap": what}, undefined_because=because) for what, because in found.items()
        ),
    )


def _of_goals(review: Review) -> Iterator[tuple[str, str]]:
    if not review.goals and not review.stated:
        yield "the account's goals", "ask for them; the review opens on them"
    if any(is_order(goal.goal) for goal in review.record.goals):
        yield "a goal on record", "it reads like an order to software and is left out; read the record"
    for stated in review.stated:
        yield f"“{stated}”", "find its number at the start, now and aimed at"
    for goal in review.goals:
        if way_of(goal) is None and is_running(goal, review.record):
            yield f"“{name_of(goal)}”", "ask where its number stands"


def _of_value(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    points = points_of(sections)
    if points < MOST_POINTS:
        yield "value points", f"the records hold {points} of {MOST_POINTS}; ask them what else got better"
    if points:
        yield "value in money", "ask their finance what the progress is worth; no amount is on record"


def points_of(sections: Sequence[Section]) -> int:
    """How many value points there are."""
    return sum(fact.metric == "value_now" for section in sections for fact in section.facts)


def _of_sections(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    yield from (EMPTY[section.name] for section in sections if section.name in EMPTY and not section.facts)


def _of_people(review: Review) -> Iterator[tuple[str, str]]:
    record = review.record
    yield from (gap for table, gap in TABLES.items() if not record.has(table))
    if record.has("contacts", "contacts.role"):
        if not any(map(is_executive, record.people)):
            yield "an executive of theirs", "ask who should sit at the table"
        if not any(map(is_champion, record.people)):
            yield "a champion", "ask who runs it day to day now"
