"""Expansion opportunities: what is open, what was won and lost in a period, by source and kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from tools.account_requests import FindExpansion
from tools.company import Company
from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact, Value
from tools.period_words import read_period
from tools.periods import Period, write_day
from tools.record.record import Record
from tools.record.rows import Opportunity
from tools.record.stated import Rule, stated
from tools.record.totals import added, ratio, span_of, total

READS = ("opportunities",)
NOT_RECORDED = "not recorded"
CS_SOURCED = "cs_sourced"
WORDS: Mapping[str, str] = {
    CS_SOURCED: "CS-sourced",
    "cs_influenced": "CS-influenced",
    "sales": "sales",
    "cross_sell": "cross-sell",
}
_OPEN = "opportunities neither won nor lost on the as-of date"
_WON = "opportunities won in the period"
_DECIDED = "opportunities won or lost in the period"
OPEN = Rule("open_expansion_pipeline", "Open pipeline", "money", f"sum of the ARR of {_OPEN}", READS)
OPEN_COUNT = Rule("open_opportunities", "Open", "count", _OPEN, READS)
OPEN_SHARE = Rule("share_of_open_pipeline", "Share of open", "percent", f"their ARR / ARR of all {_OPEN}", READS)
WON = Rule("won_expansion_arr", "Won", "money", f"sum of the ARR of {_WON}", READS)
WON_COUNT = Rule("won_opportunities", "Number won", "count", _WON, READS)
WON_SHARE = Rule("share_of_won_expansion", "Share of won", "percent", f"their ARR / ARR of all {_WON}", READS)
LOST_COUNT = Rule("lost_opportunities", "Number lost", "count", "opportunities lost in the period", READS)
WIN_RATE = Rule("expansion_win_rate", "Win rate", "percent", f"number won / {_DECIDED}", READS)
CS_SHARE = Rule(
    "cs_sourced_expansion_share",
    "Share of won that CS sourced",
    "percent",
    f"ARR of those CS sourced / ARR of all {_WON}",
    READS,
)
KIND = Rule("opportunity_kind", "Kind", "text", "as recorded", READS)
SOURCE = Rule("opportunity_source", "Source", "text", "as recorded", READS)
STAGE = Rule("opportunity_stage", "Stage", "text", "as recorded; open until it is won or lost", READS)
AMOUNT = Rule("opportunity_arr", "ARR", "money", "as recorded", READS)
CREATED = Rule("opportunity_created_on", "Created", "date", "as recorded", READS)
OF_A_DAY = (OPEN, OPEN_COUNT, OPEN_SHARE)
NOTHING_OPEN, NOTHING_WON, NOTHING_DECIDED = "nothing is open", "nothing was won in it", "nothing was decided in it"


@dataclass(frozen=True)
class Prospect:
    """An opportunity with the record of its account."""

    record: Record
    item: Opportunity

    @property
    def stage(self) -> str:
        """open, won or lost; a deal that is closed without a recorded end is none of them."""
        typed = (self.item.stage or "").lower()
        ended = next((end for end in ("won", "lost") if end in typed), "")
        return ended or ("open" if self.item.closed_on is None else NOT_RECORDED)

    @property
    def source(self) -> str:
        return (self.item.source or "").strip().lower() or NOT_RECORDED

    @property
    def kind(self) -> str:
        return (self.item.kind or "").strip().lower() or NOT_RECORDED


@dataclass(frozen=True)
class Pipeline:
    """The opportunities of some accounts, at least one, and the period in which decisions count."""

    context: Context
    records: tuple[Record, ...]
    period: Period
    prospects: tuple[Prospect, ...]

    @cached_property
    def open(self) -> tuple[Prospect, ...]:
        found = [prospect for prospect in self.prospects if prospect.stage == "open"]
        return tuple(sorted(found, key=lambda prospect: -prospect.item.arr))

    @cached_property
    def won(self) -> tuple[Prospect, ...]:
        return self._decided("won")

    @cached_property
    def lost(self) -> tuple[Prospect, ...]:
        return self._decided("lost")

    def _decided(self, stage: str) -> tuple[Prospect, ...]:
        decided = [prospect for prospect in self.prospects if prospect.stage == stage]
        return tuple(
            prospect
            for prospect in decided
            if prospect.item.closed_on and self.period.contains(prospect.item.closed_on)
        )

    def fact(self, rule: Rule, value: Value, because: str = "", **others: Any) -> Fact:
        """A fact of the state when the rule counts what is open, else of the period."""
        if rule not in OF_A_DAY:
            others["period"] = span_of(self.period)
        undefined = because if value is None else None
        with_some = [record for record in self.records if record.opportunities]
        return total(
            with_some or self.records, rule, value, self.context.company, undefined_because=undefined, **others
        )


def pipeline(context: Context, records: Sequence[Record], filters: tuple[str, ...], request: FindExpansion) -> Evidence:
    """Head: open amount, won in the period, win rate, share CS sourced. Then by source, by kind, one by one."""
    period = _period(context, request.period)
    prospects = tuple(Prospect(record, item) for record in records for item in record.opportunities)
    found = Pipeline(context, tuple(records), period, prospects)
    sections = (
        _grouped(found, "By source", "source", lambda prospect: prospect.source),
        _grouped(found, "By kind", "kind", lambda prospect: prospect.kind),
        _largest(found, request.limit),
    )
    assumptions = (
        f"open as known on {write_day(context.as_of)}",
        f"won and lost in {period.name}" + ("" if request.period else " (no period asked)"),
        *filters,
    )
    return in_sections(tuple(_head(found)), sections, title="Expansion pipeline", assumptions=assumptions)


def _period(context: Context, words: str | None) -> Period:
    """The period asked for, else the running fiscal year. Raises InvalidRequest or NoData."""
    return context.calendar.covered(read_period(words or "this year", context.calendar))


def _head(found: Pipeline) -> Iterator[Fact]:
    won = arr_of(found.won)
    sourced = arr_of(prospect for prospect in found.won if prospect.source == CS_SOURCED)
    decided = len(found.won) + len(found.lost)
    yield found.fact(OPEN, arr_of(found.open), inputs={"opportunities": len(found.open)})
    yield found.fact(WON, won, inputs={"opportunities": len(found.won)})
    inputs = {"won": len(found.won), "lost": len(found.lost)}
    yield found.fact(WIN_RATE, ratio(len(found.won), decided), NOTHING_DECIDED, inputs=inputs)
    yield found.fact(CS_SHARE, ratio(sourced, won), NOTHING_WON, inputs={"cs_sourced": sourced, "won": won})


def _grouped(found: Pipeline, title: str, name: str, key: Callable[[Prospect], str]) -> Section:
    """One row per value that occurs, the largest open amount first."""
    seen = dict.fromkeys(key(prospect) for prospect in (*found.open, *found.won, *found.lost))
    parts = {value: [[item for item in group if key(item) == value] for group in _groups(found)] for value in seen}
    order = sorted(parts, key=lambda value: (-arr_of(parts[value][0]), -arr_of(parts[value][1])))
    facts = tuple(fact for value in order for fact in _row(found, {name: WORDS.get(value, value)}, parts[value]))
    return Section(title=title, layout="table", facts=facts, missing="" if facts else "no opportunity is on record")


def _groups(found: Pipeline) -> tuple[Sequence[Prospect], ...]:
    return (found.open, found.won, found.lost)


def _row(found: Pipeline, subject: dict[str, str], parts: Sequence[Sequence[Prospect]]) -> Iterator[Fact]:
    still, won, lost = parts
    open_share = ratio(arr_of(still), arr_of(found.open))
    won_share = ratio(arr_of(won), arr_of(found.won))
    rate = ratio(len(won), len(won) + len(lost))
    yield found.fact(OPEN_COUNT, len(still), subject=subject)
    yield found.fact(OPEN, arr_of(still), subject=subject)
    yield found.fact(OPEN_SHARE, open_share, NOTHING_OPEN, subject=subject)
    yield found.fact(WON_COUNT, len(won), subject=subject)
    yield found.fact(WON, arr_of(won), subject=subject)
    yield found.fact(WON_SHARE, won_share, NOTHING_WON, subject=subject)
    yield found.fact(LOST_COUNT, len(lost), subject=subject)
    yield found.fact(WIN_RATE, rate, NOTHING_DECIDED, subject=subject)


def _largest(found: Pipeline, limit: int) -> Section:
    shown = found.open[:limit]
    facts = tuple(fact for prospect in shown for fact in opportunity_row(prospect, found.context.company))
    return Section(
        title="Largest open",
        layout="table",
        facts=facts,
        more=len(found.open) - len(shown),
        missing="" if shown else NOTHING_OPEN,
    )


def opportunity_row(prospect: Prospect, company: Company) -> Iterator[Fact]:
    """One opportunity, told apart by its identifier."""
    item = prospect.item
    values: tuple[tuple[Rule, Value], ...] = (
        (AMOUNT, item.arr),
        (KIND, WORDS.get(prospect.kind, prospect.kind)),
        (SOURCE, WORDS.get(prospect.source, prospect.source)),
        (STAGE, prospect.stage),
        (CREATED, item.created_on.isoformat()),
    )
    for rule, value in values:
        yield stated(prospect.record, rule, value, company, subject={"opportunity": item.opportunity_id})


def arr_of(prospects: Iterable[Prospect]) -> Decimal:
    return added(prospect.item.arr for prospect in prospects)
