"""What people at an account say, and in what tone: conversations, tickets and comments of the last months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tools.company import Company
from tools.health.component import GRAVE, Component, counted, faded, newest_last, scaled
from tools.record.record import Record
from tools.signals.quotes import Text, texts
from tools.signals.said import speaks_of
from tools.signals.signal import Figure, Mention
from tools.signals.tone import tone_of

RECENT_DAYS = 90
# Tickets are about problems: a neutral one is no bad sign.
TONES: Mapping[str, tuple[float, float]] = {"interactions": (-0.4, 0.4), "tickets": (-0.6, 0.2)}
GROWTH = "mentions_growth"
MOST_CONCERNS = 2.5


def mood(record: Record, _: Company) -> Decimal | None:
    return _tone(record, "interactions")


def ticket_tone(record: Record, _: Company) -> Decimal | None:
    return _tone(record, "tickets")


def concerns(record: Record, _: Company) -> Decimal | None:
    if not any(_recent(record)):
        return None
    weighed = sum(2 if GRAVE & speaks_of(text.words) else 1 for text in worrying(record))
    return scaled(weighed, MOST_CONCERNS, 0)


def worrying(record: Record) -> tuple[Text, ...]:
    return tuple(text for text in _recent(record) if speaks_of(text.words) - {GROWTH})


def mood_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return _seen(record, "interactions")


def tickets_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return _seen(record, "tickets")


def concerns_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return newest_last(text.mention for text in worrying(record))


def concern_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    return {"Texts that voice a concern": counted(len(worrying(record)))}


def _tone_figures(label: str, table: str) -> Callable[[Record, Company], Mapping[str, Figure]]:
    return lambda record, _: {label: counted(len(list(_toned(record, table))))}


def _tone(record: Record, table: str) -> Decimal | None:
    mean = faded(record, ((text.on, tone) for text, tone in _toned(record, table)))
    return None if mean is None else scaled(mean, *TONES[table])


def _toned(record: Record, table: str) -> Iterator[tuple[Text, float]]:
    for text in _recent(record):
        tone = tone_of(text.words) if text.table == table else None
        if tone is not None:
            yield text, tone


def _recent(record: Record) -> Iterator[Text]:
    return (text for text in texts(record) if record.days_since(text.on) <= RECENT_DAYS)


def _seen(record: Record, table: str) -> tuple[Mention, ...]:
    return newest_last(text.mention for text, _ in _toned(record, table))


COMPONENTS: tuple[Component, ...] = (
    Component(
        name="mood",
        label="Mood of conversations",
        input="sentiment",
        weight=0.15,
        needs=("interactions", "interactions.notes"),
        reads=("interactions",),
        formula=(
            "mean tone of the notes of interactions of the last 90 days by a word list for English, -0.4 gives 0 and "
            "0.4 gives 100; a note counts half as much as one 60 days younger"
        ),
        unknown="no note of the last 90 days has a tone",
        full="notes of a clearly good tone",
        signals=(),
        value=mood,
        rows=mood_seen,
        figures=_tone_figures("Notes with a tone", "interactions"),
    ),
    Component(
        name="ticket_tone",
        label="Tone of tickets",
        input="sentiment",
        weight=0.10,
        needs=("tickets", "tickets.description"),
        reads=("tickets",),
        formula=(
            "mean tone of the words of tickets of the last 90 days by a word list for English, -0.6 gives 0 and 0.2 "
            "gives 100; a ticket counts half as much as one 60 days younger"
        ),
        unknown="no ticket of the last 90 days has a tone",
        full="tickets of a calm tone",
        signals=("tone_negative",),
        value=ticket_tone,
        rows=tickets_seen,
        figures=_tone_figures("Tickets with a tone", "tickets"),
    ),
    Component(
        name="concerns",
        label="Concerns voiced",
        input="sentiment",
        weight=0.20,
        needs=("interactions", "interactions.notes"),
        reads=("interactions", "tickets", "surveys"),
        formula=(
            "texts of the last 90 days that speak of price, another product, budget, a missing feature, "
            "reorganisation, an unmet expectation or leaving; none gives 100, one 60, three 0; leaving and another "
            "product count twice"
        ),
        unknown="nothing was written in the last 90 days",
        full="no concern voiced in 90 days",
        signals=(
            "mentions_price",
            "mentions_competitor",
            "mentions_budget",
            "mentions_missing_feature",
            "mentions_reorganisation",
            "mentions_expectation",
            "mentions_leaving",
        ),
        value=concerns,
        rows=concerns_seen,
        figures=concern_figures,
    ),
)
