"""What the texts of an account speak of: price, competitors, budget, missing features, leaving, growing.

The patterns are data beside the code. A text is only searched: what it says is never done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path

import yaml

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.signals.episodes import lasting
from tools.signals.quotes import TEXTS, texts
from tools.signals.signal import Direction, Figure, Signal, SignalKind, share

PATTERNS = Path(__file__).with_name("said.yaml")
SAID_DAYS = 90
OFTEN = 3
BEFORE = re.compile(
    r"(?:\b(?:no|not|never|without|neither|nor|hardly|nobody|cannot|unable to)|n't)(?!\W+only)\W+(?:[\w']+\s+){0,5}$",
    re.I,
)
AFTER = re.compile(
    r"^\s+(?:[\w']+\s+){0,3}?(?:(?:not|never|no)\s+(?:an?\s+|the\s+|our\s+|their\s+)?(?:issue|problem|concern|topic|question|"
    r"obstacle)|(?:fine|settled|approved|secured|confirmed|out of the question|off the table))\b",
    re.I,
)
CLAUSE = re.compile(r"[.,:;!?]|\b(?:and|but|because|so|since|while|yet)\b", re.I)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    kinds = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return {name: re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.I) for name, parts in kinds.items()}


@lru_cache(maxsize=65536)
def speaks_of(words: str) -> frozenset[str]:
    """The kinds of mention in a text, denied ones left out."""
    return frozenset(
        name
        for name, pattern in _patterns().items()
        if any(not _is_denied(words, found) for found in pattern.finditer(words))
    )


def _is_denied(words: str, found: re.Match[str]) -> bool:
    before = CLAUSE.split(words[: found.start()])[-1]
    after = CLAUSE.split(words[found.end() :])[0]
    return bool(BEFORE.search(before) or AFTER.search(after))


def _mentions(name: str, record: Record, _limits: Thresholds) -> Iterator[Signal]:
    found = ((text.on, text) for text in texts(record) if name in speaks_of(text.words))
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


def _kind(name: str, label: str, what: str, direction: Direction = "risk") -> SignalKind:
    rule = (
        f"a ticket, survey comment, note or exit feedback of the last {SAID_DAYS} days speaks of {what}, by word "
        f"patterns for English that leave out what is denied; strength: such texts out of {OFTEN}"
    )
    return SignalKind(name, label, "said", direction, rule, (), partial(_mentions, name), one_of=TEXTS)


KINDS = (
    _kind("mentions_price", "Price mentioned", "the price being too high or hard to justify"),
    _kind("mentions_competitor", "Another product mentioned", "another product or a comparison"),
    _kind("mentions_budget", "Budget mentioned", "a budget that is cut, flat or frozen"),
    _kind("mentions_missing_feature", "Missing feature mentioned", "something the product does not do"),
    _kind("mentions_reorganisation", "Reorganisation mentioned", "new leadership, a merger or a consolidation"),
    _kind("mentions_expectation", "Unmet expectation mentioned", "a promise or an expectation that was not met"),
    _kind("mentions_growth", "Growth mentioned", "more seats, teams, sites or regions", "growth"),
    _kind("mentions_leaving", "Leaving mentioned", "notice, not renewing, cancelling or taking all data out"),
)
