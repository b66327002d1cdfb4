"""Time as the domain means it: a day is its close, a period compares two closes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from tools.errors import InvalidRequest, NoData

Grain = Literal["month", "quarter", "year"]
MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Period(BaseModel):
    """Whole days, both ends included; `label` is how a person names it."""

    model_config = ConfigDict(frozen=True)

    start: date
    end: date
    label: str = ""

    @model_validator(mode="after")
    def _runs_forward(self) -> Period:
        if self.end < self.start:
            raise InvalidRequest(f"The period ends ({self.end}) before it starts ({self.start}); swap the two dates.")
        return self

    @property
    def opening_day(self) -> date:
        """The day whose close opens the period."""
        return self.start - timedelta(days=1)

    @property
    def name(self) -> str:
        return self.label or (
            write_day(self.end) if self.start == self.end else f"{write_day(self.start)} to {write_day(self.end)}"
        )

    @property
    def months(self) -> int:
        """How many whole months the period spans, or 0 when it does not start and end on month borders."""
        after = self.end + timedelta(days=1)
        if self.start.day != 1 or after.day != 1:
            return 0
        return (after.year - self.start.year) * 12 + after.month - self.start.month

    def ends_by(self, day: date) -> bool:
        return self.end <= day

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end


class Calendar(BaseModel):
    """The company's fiscal calendar, seen from the as-of date.

    A fiscal year is named after the calendar year in which it ends.
    """

    model_config = ConfigDict(frozen=True)

    as_of: date
    first_day: date
    last_day: date
    fiscal_start_month: int = 1

    @property
    def is_fiscal(self) -> bool:
        return self.fiscal_start_month != 1

    def month(self, year: int, month: int) -> Period:
        start = date(year, month, 1)
        return Period(
            start=start, end=add_months(start, 1) - timedelta(days=1), label=f"{MONTH_NAMES[month - 1]} {year}"
        )

    def quarter(self, year: int, quarter: int) -> Period:
        """Quarter 1 to 4 of the fiscal year named `year`."""
        start = add_months(self.year(year).start, 3 * (quarter - 1))
        prefix = "FY" if self.is_fiscal else ""
        return Period(start=start, end=add_months(start, 3) - timedelta(days=1), label=f"Q{quarter} {prefix}{year}")

    def half(self, year: int, half: int) -> Period:
        start = add_months(self.year(year).start, 6 * (half - 1))
        prefix = "FY" if self.is_fiscal else ""
        return Period(start=start, end=add_months(start, 6) - timedelta(days=1), label=f"H{half} {prefix}{year}")

    def year(self, year: int) -> Period:
        """The fiscal year named `year`."""
        first = date(year - 1 if self.is_fiscal else year, self.fiscal_start_month, 1)
        return Period(
            start=first,
            end=add_months(first, 12) - timedelta(days=1),
            label=f"FY{year}" if self.is_fiscal else str(year),
        )

    def calendar_year(self, year: int) -> Period:
        return Period(start=date(year, 1, 1), end=date(year, 12, 31), label=str(year))

    def holding(self, day: date, grain: Grain) -> Period:
        """The fiscal period of this grain that holds the day."""
        if grain == "month":
            return self.month(day.year, day.month)
        fiscal_year = day.year + (1 if self.is_fiscal and day.month >= self.fiscal_start_month else 0)
        year = self.year(fiscal_year)
        if grain == "year":
            return year
        months = (day.year - year.start.year) * 12 + day.month - year.start.month
        return self.quarter(fiscal_year, months // 3 + 1)

    def shifted(self, period: Period, steps: int) -> Period:
        """The period `steps` periods of its own length later (negative: earlier)."""
        for grain in MONTHS:
            held = self.holding(period.start, grain)
            if (held.start, held.end) == (period.start, period.end):
                return self.holding(add_months(period.start, MONTHS[grain] * steps), grain)
        months = whole_months(period)
        if months:
            start = add_months(period.start, months * steps)
            return Period(start=start, end=add_months(start, months) - timedelta(days=1))
        days = (period.end - period.start).days + 1
        return Period(start=period.start + timedelta(days=days * steps), end=period.end + timedelta(days=days * steps))

    def a_year_before(self, period: Period) -> Period:
        """The same days one year earlier, named like the original where it is a fiscal period."""
        for grain in MONTHS:
            held = self.holding(period.start, grain)
            if (held.start, held.end) == (period.start, period.end):
                return self.holding(add_months(period.start, -12), grain)
        if period.start == period.end:
            day = add_months(period.end, -12)
            return Period(start=day, end=day)
        return Period(
            start=add_months(period.start, -12), end=add_months(period.end + timedelta(days=1), -12) - timedelta(days=1)
        )

    def trailing(self, months: int) -> Period:
        """The whole months up to and with the as-of date."""
        start = add_months(self.as_of + timedelta(days=1), -months)
        words = "twelve" if months == 12 else str(months)
        return Period(start=start, end=self.as_of, label=f"the {words} months to {write_day(self.as_of)}")

    def trailing_days(self, days: int) -> Period:
        return Period(start=self.as_of - timedelta(days=days - 1), end=self.as_of, label=f"the last {days} days")

    def split(self, period: Period, grain: Grain) -> tuple[Period, ...]:
        """The fiscal periods of this grain that the period touches, oldest first."""
        pieces = [self.holding(period.start, grain)]
        while pieces[-1].end < period.end:
            pieces.append(self.holding(pieces[-1].end + timedelta(days=1), grain))
        return tuple(pieces)

    def covered(self, period: Period) -> Period:
        """The part of the period the data covers; its label says when it is partial. Raises NoData outside the data."""
        last = min(self.as_of, self.last_day)
        if period.start > last:
            raise NoData(f"The data ends on {write_day(last)}, before {period.name}; ask about a period up to then.")
        if period.end < self.first_day:
            raise NoData(
                f"The data starts on {write_day(self.first_day)}, after {period.name}; ask about a later period."
            )
        if period.end <= last:
            return period
        return Period(start=period.start, end=last, label=f"{period.name} so far (partial, to {write_day(last)})")

    def covered_day(self, day: date) -> date:
        """The day itself when the data covers it. Raises NoData outside the data."""
        return self.covered(Period(start=day, end=day)).end


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _month_length(year, month + 1)))


def whole_months(period: Period) -> int:
    """How many whole months the period spans, or 0."""
    return period.months


def write_day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _month_length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
