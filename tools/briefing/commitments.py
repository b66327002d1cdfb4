"""Every promise in the notes of talks, ours and theirs, and what became of it as far as later texts say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.record.record import Record
from tools.record.rows import Interaction
from tools.signals.commitments import OURS, SENTENCE, THEIRS, Promise, due_day, is_claim, is_done, promises_of
from tools.signals.quotes import Text, quoted, texts

By = Literal["we", "they"]
State = Literal["kept", "still owed", "overdue", "past its day, nothing said", "open", "open, no day named"]
# What is still to be done about it.
UNSETTLED: tuple[State, ...] = ("still owed", "overdue", "past its day, nothing said", "open", "open, no day named")
LATE: tuple[State, ...] = ("still owed", "overdue")


@dataclass(frozen=True)
class Commitment:
    """A sentence of a talk's commitments. `words` are the data's own; `said_on` is the day a text spoke of it last."""

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
    """In the order they were made. A promise is ours unless it opens with them or with the name of a contact."""
    dated = {(promise.made_in.interaction_id, promise.words) for promise in promises_of(record)}
    claims = [text for text in texts(record) if is_claim(text)]
    for talk in record.interactions:
        sentences = [part.strip() for part in SENTENCE.split(talk.commitments or "") if part.strip(" .;:")]
        for number, sentence in enumerate(sentences, start=1):
            ours = OURS.sub("", sentence).strip()
            is_ours = (talk.interaction_id, ours) in dated or not _is_theirs(record, sentence)
            words = ours if is_ours else THEIRS.sub("", sentence)
            yield _judged(record, talk, (number, "we" if is_ours else "they", words), claims)


def _judged(record: Record, talk: Interaction, said: tuple[int, By, str], claims: Sequence[Text]) -> Commitment:
    number, by, words = said
    due = due_day(words, talk.happened_on)
    spoken = list(_spoken_of(Promise(talk, words, due or date.max), claims))
    identifier = f"{talk.interaction_id}-{number}"
    said_on = spoken[-1][0] if spoken else None
    return Commitment(identifier, talk, by, _clean(words), due, _state(by, due, record.day, spoken), said_on)


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


def _is_theirs(record: Record, sentence: str) -> bool:
    first = sentence.strip(" .:;").split(" ")[0].strip(",.:;").lower()
    names = {name.split()[0].lower() for name in [*record.contact_names.values(), record.account.name] if name.strip()}
    return bool(THEIRS.match(sentence)) or first in names


def _clean(words: str) -> str:
    """Without the colon it opened with and the full stop."""
    return quoted(words.strip(" :").removesuffix("."))
