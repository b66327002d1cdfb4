"""How old the newest evidence behind each input is."""

from __future__ import annotations

from datetime import date

from tools.company import Company
from tools.health.component import Input
from tools.health.components import COMPONENTS
from tools.record.record import Record

OLD_DAYS = 60


def newest_evidence(record: Record, company: Company, name: Input) -> date | None:
    """The day of the newest row that a component of the input looks at; None when there is none."""
    rows = (
        component.rows(record, company)
        for component in COMPONENTS
        if component.input == name and record.has(*component.needs)
    )
    return max((mention.on for seen in rows for mention in seen), default=None)


def is_old(record: Record, day: date) -> bool:
    return record.days_since(day) > OLD_DAYS
