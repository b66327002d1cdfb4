"""Which conversation a letter goes back to: the latest meaningful one, or the one that is named; never a mere note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tools.context import Context
from tools.errors import InvalidRequest, UnknownName
from tools.letters.matter import rule
from tools.names import listed, normal, shown
from tools.period_words import find_periods
from tools.periods import Period, write_day
from tools.record.record import Record
from tools.record.rows import Interaction
from tools.record.stated import require_tables

FEW = 3
NOTE = "note"
# How people call the types of conversations.
KINDS = {
    "call": ("call", "phone", "phoned", "dial", "video"),
    "meeting": ("meeting", "visit", "workshop", "met", "on", "site"),
    "email": ("email", "mail", "mails", "emails", "thread"),
    "qbr": ("qbr", "review", "quarterly", "business"),
}
DULL_WORDS = (
    "the a an my our your last latest recent previous one about with on of from in to at for and it that this they "
    "their we us i talk conversation interaction follow up followup letter draft note"
)
DULL = frozenset(DULL_WORDS.split())
TALK = rule(
    "letter_talk", "Day of the talk", "date", "the meaningful conversation the letter goes back to", "interactions"
)


def talk_of(context: Context, record: Record, about: str | None) -> Interaction | None:
    """None where nothing is on record. Raises UnknownName with the latest ones when `about` fits none, NoData when the
    company keeps no interactions but one is named.
    """
    if not about:
        return next((item for item in reversed(record.talks) if item.type != NOTE), None)
    require_tables(record, "Going back to a conversation", ("interactions",))
    told = [item for item in record.interactions if item.type != NOTE]
    found = _fitting(context, record, told, about)
    if not found:
        raise _none_fits(record, about)
    return found[-1]


def kind_words(talk: Interaction) -> str:
    """How a letter calls it: 'call', 'business review', 'exchange of mails'."""
    kind = normal(talk.type or "")
    named = {"call": "call", "meeting": "meeting", "qbr": "business review", "email": "exchange of mails"}
    return next((words for name, words in named.items() if name in kind), "conversation")


def _fitting(context: Context, record: Record, talks: Sequence[Interaction], about: str) -> list[Interaction]:
    """Those on the days it names that fit its words best, oldest first; at least half of the words."""
    period, rest = _day_in(context, about)
    if period:
        talks = [talk for talk in talks if period.start <= talk.happened_on <= period.end]
    wanted = [word for word in normal(rest).split() if word not in DULL]
    if not wanted:
        return list(talks)
    counted = [(_count(record, talk, wanted), talk) for talk in talks]
    most = max((count for count, _ in counted), default=0)
    if 2 * most < len(wanted):
        return list(talks) if period else []
    return [talk for count, talk in counted if count == most]


def _day_in(context: Context, about: str) -> tuple[Period | None, str]:
    """The period in the words, and the words without it."""
    try:
        mentions = find_periods(about, context.calendar)
    except InvalidRequest:
        return None, about
    if not mentions:
        return None, about
    start, end = mentions[-1].span
    return mentions[-1].period, f"{about[:start]} {about[end:]}"


def _count(record: Record, talk: Interaction, wanted: Sequence[str]) -> int:
    """How well it fits: its type and person count twice what its notes mention."""
    kinds = KINDS.get(normal(talk.type or ""), (talk.type or "",))
    who = record.contact_names.get(talk.contact_id or "", "")
    itself = set(normal(f"{who} {' '.join(kinds)}").split())
    mentioned = set(normal(f"{talk.notes} {talk.commitments}").split())
    return sum(2 if word in itself else word in mentioned for word in wanted)


def _none_fits(record: Record, about: str) -> UnknownName:
    latest: Iterable[Interaction] = reversed(record.talks[-FEW:])
    names = [f"the {kind_words(talk)} of {write_day(talk.happened_on)}" for talk in latest]
    known = f"The latest are {listed(names)}." if names else "None at all is on record."
    choices = tuple(f"Draft a follow-up to {record.account.name} about {name}" for name in names)
    return UnknownName(f"No conversation with {record.account.name} on record fits '{shown(about)}'. {known}", choices)
