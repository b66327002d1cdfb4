"""What became of an account after a score. The only part of health that looks behind the day of a score."""

from __future__ import annotations

from datetime import date

from tools.record.record import Record, is_paid


def lost_between(record: Record, day: date, until: date) -> date | None:
    """The first close after the day, up to `until`, at which the account's paid ARR is zero; None if it never is.

    The record must be known on `until` or later.
    """
    ends = sorted({line.end_date for line in record.lines if is_paid(line) and line.end_date})
    return next((end for end in ends if day < end <= until and not record.arr_on(end)), None)
