"""What the texts of an account speak of: price, competitors, budget, missing features, leaving, growing.

The patterns are data beside the code. A text is only searched: what it says is never done.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.signals.episodes import lasting
from tools.signals.farewells import without_farewells
from tools.signals.patterns import kinds_in
from tools.signals.quotes import TEXTS, Text, texts
from tools.signals.rivals import known_names, names_a_rival, rivals_in
from tools.signals.signal import Direction, Figure, Signal, SignalKind, share

PATTERNS = Path(__file__).with_name("said.yaml")
SAID_DAYS = 90
OFTEN = 3
COMPETITOR, GROWTH = "mentions_competitor", "mentions_growth"
# What would grow if it were not for these is no growth to talk about.
TROUBLE = frozenset(
    {
        COMPETITOR,
        "mentions_budget",
        "mentions_missing_feature",
        "mentions_reorganisation",
        "mentions_expectation",
        "mentions_leaving",
    }
)


def speaks_of(words: str) -> frozenset[str]:
    """The kinds of mention in a text, denied ones left out."""
    return kinds_in(words, PATTERNS)


def _mentions(name: str, record: Record, limits: Thresholds) -> Iterator[Signal]:
    found = ((text.on, text) for text in texts(record) if _is_heard(name, text, record, limits))
    for run in lasting(found, SAID_DAYS, record.day):
        yield Signal(
            name,
            record.account.account_id,
            run.began,
            share(len(run.seen), OFTEN),
            run.ended,
            {"texts": Figure(len(run.seen), "count")},
            tuple(text.mention for text in run.seen),
        )


def _is_heard(name: str, text: Text, record: Record, limits: Thresholds) -> bool:
    """Whether the text speaks of it; another product counts as well when it is only called by its name."""
    if name in speaks_of(text.words):
        meant = speaks_of(without_farewells(text.words, record.contacts))
        return name in meant and not (name == GROWTH and meant & TROUBLE)
    is_named = name == COMPETITOR and rivals_in(text.words)
    return bool(is_named) and names_a_rival(text.words, known_names(record, limits.norms, text.on))


def _kind(name: str, label: str, what: str, direction: Direction = "risk") -> SignalKind:
    rule = (
        f"a ticket, survey comment, note or exit feedback of the last {SAID_DAYS} days speaks of {what}, by word "
        f"patterns for English that leave out what is denied; strength: such texts out of {OFTEN}"
    )
    return SignalKind(name, label, "said", direction, rule, (), partial(_mentions, name), one_of=TEXTS)


KINDS = (
    _kind("mentions_price", "Price mentioned", "the price being too high or hard to justify"),
    _kind(COMPETITOR, "Another product mentioned", "another product, also by name alone, or a comparison"),
    _kind("mentions_budget", "Budget mentioned", "a budget that is cut, flat or frozen"),
    _kind("mentions_missing_feature", "Missing feature mentioned", "something the product does not do"),
    _kind("mentions_reorganisation", "Reorganisation mentioned", "new leadership, a merger or a consolidation"),
    _kind("mentions_expectation", "Unmet expectation mentioned", "a promise or an expectation that was not met"),
    _kind(GROWTH, "Growth mentioned", "more seats, teams, sites or regions, and of no trouble beside", "growth"),
    _kind(
        "mentions_leaving", "Leaving mentioned", "notice, not renewing, cancelling, taking all data out or closing down"
    ),
)
