"""Every promise in the notes of talks, ours and theirs, and what became of it as far as later texts say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.record.record import Record
from tools.record.rows import Interaction
from tools.signals.commitments import Agreed, By, Promise, agreed_in, is_claim, is_done, undated
from tools.signals.quotes import Text, quoted, texts
from tools.suspect import is_order

State = Literal["kept", "still owed", "overdue", "past its day, nothing said", "open", "open, no day named"]
# What is still to be done about it.
UNSETTLED: tuple[State, ...] = ("still owed", "overdue", "past its day, nothing said", "open", "open, no day named")
LATE: tuple[State, ...] = ("still owed", "overdue")


@dataclass(frozen=True)
class Commitment:
    """What was agreed and its state. `words` are the data's own without their day; `said_on` is the day a text spoke of
    it last.
    """

    identifier: str
    made_in: Interaction
    by: By
    words: str
    due_on: date | None
    state: State
    said_on: date | None = None

    @property
    def is_settled(self) -> bool:
        return self.state not in UNSETTLED

    @property
    def is_late(self) -> bool:
        """Ours, and due or called open since."""
        return self.by == "we" and self.state in LATE


def commitments_of(record: Record) -> Iterator[Commitment]:
    """In the order they were made, what was noted twice in one talk once. An order to software is no promise."""
    claims = [text for text in texts(record) if is_claim(text)]
    told = [one for one in agreed_in(record) if not is_order(one.words)]
    single = {(one.made_in.interaction_id, one.by, one.words.lower()): one for one in reversed(told)}
    yield from (_judged(record, one, claims) for one in reversed(single.values()))


def _judged(record: Record, one: Agreed, claims: Sequence[Text]) -> Commitment:
    spoken = list(_spoken_of(Promise(one.made_in, one.words, one.due_on or date.max), claims))
    return Commitment(
        identifier=f"{one.made_in.interaction_id}-{one.number}",
        made_in=one.made_in,
        by=one.by,
        words=quoted(undated(one.words, one.due_on)),
        due_on=one.due_on,
        state=_state(one.by, one.due_on, record.day, spoken),
        said_on=spoken[-1][0] if spoken else None,
    )


def _spoken_of(promise: Promise, claims: Sequence[Text]) -> Iterator[tuple[date, bool]]:
    """The days on which a later text calls it done, which ends the matter, or still open."""
    for text in claims:
        is_kept = is_done(promise, text) if text.on > promise.made_in.happened_on else None
        if is_kept is not None:
            yield text.on, is_kept
        if is_kept:
            return


def _state(by: By, due: date | None, day: date, spoken: Sequence[tuple[date, bool]]) -> State:
    if spoken and spoken[-1][1]:
        return "kept"
    if spoken:
        return "still owed"
    if due is None:
        return "open, no day named"
    if due >= day:
        return "open"
    return "overdue" if by == "we" else "past its day, nothing said"
