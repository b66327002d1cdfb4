"""The rows of the data whose words a letter repeats, as passages: quoting them word for word claims nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from tools.evidence import Passage
from tools.facts import Fact
from tools.letters.matter import Matter
from tools.names import shown
from tools.periods import write_day
from tools.suspect import defused, is_order, quotable

LONGEST = 240


def rows_behind(matter: Matter, fact: Fact) -> Iterator[Passage]:
    """The ticket or goal a fact names, the conversation in which a step was agreed."""
    for row in (*_tickets(matter, fact), *_goals(matter, fact), *_talks(matter, fact)):
        if row.text and not is_order(row.text):
            yield row


def _tickets(matter: Matter, fact: Fact) -> Iterator[Passage]:
    for row in matter.record.tickets:
        if row.ticket_id == fact.subject.get("ticket"):
            title = f"Ticket {row.ticket_id}, {write_day(row.opened_on)}"
            yield _passage(title, f"tickets/{row.ticket_id}", row.subject)


def _goals(matter: Matter, fact: Fact) -> Iterator[Passage]:
    for row in matter.record.goals:
        if quotable(row.goal) == fact.subject.get("goal"):
            yield _passage(f"Goal {row.goal_id}, {write_day(row.set_on)}", f"goals/{row.goal_id}", row.goal)


def _talks(matter: Matter, fact: Fact) -> Iterator[Passage]:
    for row in matter.record.interactions:
        if row.commitments and row.happened_on.isoformat() == fact.inputs.get("said_on"):
            title = f"Interaction {row.interaction_id}, {write_day(row.happened_on)}"
            yield _passage(title, f"interactions/{row.interaction_id}", row.commitments)


def _passage(title: str, ref: str, words: str | None) -> Passage:
    return Passage(kind="record", title=title, ref=ref, text=shown(defused(words or ""), LONGEST))
