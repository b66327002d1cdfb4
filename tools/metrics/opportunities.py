"""Expansion opportunities: what is open, what was won, and how much of it customer success found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tools.context import Context
from tools.expansion.pipeline import CS_SOURCED, Prospect
from tools.metrics.metric import Frame, Metric, only, ratio
from tools.metrics.recorded import Recorded, Row, adding, counting, recorded
from tools.periods import Period
from tools.record.reading import read_records
from tools.record.record import Record

READS = ("opportunities",)
CS_INFLUENCED = "cs_influenced"


def of_period(context: Context, period: Period) -> Recorded:
    """Opportunities created or decided in the period."""
    records = list(read_records(context).values())
    return recorded(records, READS, (row for row in _rows(records, period) if row["is_created"] or row["is_decided"]))


def open_at(context: Context, period: Period) -> Recorded:
    """Opportunities neither won nor lost at the period's last close."""
    records = list(read_records(replace(context, as_of=period.end)).values())
    return recorded(records, READS, (row for row in _rows(records, period) if row["is_open"]))


def _rows(records: Iterable[Record], period: Period) -> Iterable[Row]:
    for record in records:
        yield from (_row(Prospect(record, item), period) for item in record.opportunities)


def _row(prospect: Prospect, period: Period) -> Row:
    item, stage = prospect.item, prospect.stage
    is_decided = item.closed_on is not None and period.contains(item.closed_on) and stage in ("won", "lost")
    is_won = is_decided and stage == "won"
    return {
        "account_id": prospect.record.account.account_id,
        "kind": item.kind,
        "source": item.source,
        "stage": item.stage,
        "arr": item.arr,
        "is_open": stage == "open",
        "is_created": period.contains(item.created_on),
        "is_decided": is_decided,
        "is_won": is_won,
        "is_won_sourced": is_won and prospect.source == CS_SOURCED,
        "is_won_influenced": is_won and prospect.source == CS_INFLUENCED,
        "is_lead": period.contains(item.created_on) and prospect.source == CS_SOURCED,
    }


PERIOD = Frame("opportunities of the period", "period", READS, of_period, "opportunities", of_records=True)
OPEN = Frame("open opportunities", "state", READS, open_at, "opportunities", of_records=True)
NOTHING_WON = "no opportunity was won in the period"
SOURCE = ("opportunities.source",)

WON_EXPANSION_ARR = Metric(
    "won_expansion_arr",
    "Won expansion",
    "money",
    "sum of the ARR of opportunities won in the period",
    "expansion",
    PERIOD,
    {"won": adding("arr", only="is_won")},
    only,
    direction="up",
)

EXPANSION_WIN_RATE = Metric(
    "expansion_win_rate",
    "Win rate of expansion",
    "percent",
    "number won / opportunities won or lost in the period",
    "expansion",
    PERIOD,
    {"won": counting("is_won"), "decided": counting("is_decided")},
    ratio("won", "decided"),
    direction="up",
    undefined="no opportunity was decided in the period",
)

CS_SOURCED_EXPANSION_ARR = Metric(
    "cs_sourced_expansion_arr",
    "Expansion sourced by CS",
    "money",
    "sum of the ARR of opportunities won in the period that customer success sourced",
    "expansion",
    PERIOD,
    {"won": adding("arr", only="is_won_sourced")},
    only,
    direction="up",
    needs=SOURCE,
    beside=("cs_influenced_expansion_arr", "won_expansion_arr"),
)

CS_INFLUENCED_EXPANSION_ARR = Metric(
    "cs_influenced_expansion_arr",
    "Expansion influenced by CS",
    "money",
    "sum of the ARR of opportunities won in the period that customer success influenced but did not source",
    "expansion",
    PERIOD,
    {"won": adding("arr", only="is_won_influenced")},
    only,
    direction="up",
    needs=SOURCE,
    beside=("cs_sourced_expansion_arr", "won_expansion_arr"),
)

CS_SOURCED_EXPANSION_SHARE = Metric(
    "cs_sourced_expansion_share",
    "Share of expansion CS sourced",
    "percent",
    "ARR of the opportunities won in the period that customer success sourced / ARR of all won in it",
    "expansion",
    PERIOD,
    {"sourced": adding("arr", only="is_won_sourced"), "won": adding("arr", only="is_won")},
    ratio("sourced", "won"),
    direction="up",
    needs=SOURCE,
    undefined=NOTHING_WON,
)

CSQL = Metric(
    "customer_success_qualified_lead",
    "Leads from CS (CSQL)",
    "count",
    "opportunities created in the period that customer success sourced; whether sales accepted them is not recorded",
    "expansion",
    PERIOD,
    {"leads": counting("is_lead")},
    only,
    direction="up",
    needs=SOURCE,
)

OPEN_PIPELINE = Metric(
    "open_expansion_pipeline",
    "Open expansion pipeline",
    "money",
    "sum of the ARR of opportunities neither won nor lost at the day's close",
    "expansion",
    OPEN,
    {"open": adding("arr")},
    only,
    direction="up",
)

OPPORTUNITIES: tuple[Metric, ...] = (
    WON_EXPANSION_ARR,
    EXPANSION_WIN_RATE,
    CS_SOURCED_EXPANSION_ARR,
    CS_INFLUENCED_EXPANSION_ARR,
    CS_SOURCED_EXPANSION_SHARE,
    CSQL,
    OPEN_PIPELINE,
)
