"""Growth under way: opportunities and acts of advocacy."""

from __future__ import annotations

from collections.abc import Iterator

from tools.company_settings import Thresholds
from tools.record.record import Record
from tools.signals.episodes import lasting
from tools.signals.signal import Figure, Mention, Signal, SignalKind, share

ADVOCACY_DAYS = 180
DECIDED = ("won", "lost")


def _open_opportunities(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    for item in record.opportunities:
        if item.closed_on or (item.stage or "open").lower() not in DECIDED:
            yield Signal(
                "open_opportunity",
                record.account.account_id,
                item.created_on,
                share(item.arr, record.arr_on(item.created_on)),
                item.closed_on,
                {"arr": Figure(item.arr, "money"), "kind": Figure(item.kind or "not recorded", "text")},
                (Mention("opportunities", item.opportunity_id, item.created_on),),
            )


def _advocacy(record: Record, _limits: Thresholds) -> Iterator[Signal]:
    events = ((item.happened_on, item) for item in record.advocacy_events)
    for run in lasting(events, ADVOCACY_DAYS, record.day):
        yield Signal(
            "advocacy",
            record.account.account_id,
            run.began,
            share(len(run.seen), 2),
            run.ended,
            {"acts": Figure(len(run.seen), "count"), "latest": Figure(run.seen[-1].type or "not recorded", "text")},
            tuple(
                Mention("advocacy_events", item.advocacy_event_id, item.happened_on, item.type or "")
                for item in run.seen
            ),
        )


KINDS = (
    SignalKind(
        "open_opportunity",
        "Open opportunity",
        "growth",
        "growth",
        "an expansion opportunity is open; strength: its amount against the account's ARR",
        ("opportunities",),
        _open_opportunities,
    ),
    SignalKind(
        "advocacy",
        "Acts of advocacy",
        "growth",
        "growth",
        f"the account spoke for us in the last {ADVOCACY_DAYS} days; strength: acts out of 2",
        ("advocacy_events",),
        _advocacy,
    ),
)
