"""What a file says of its origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tools.periods import write_day


@dataclass(frozen=True)
class Imprint:
    """The company that writes and the day of the paper."""

    company: str
    day: date

    @property
    def written_day(self) -> str:
        return write_day(self.day)

    @property
    def moment(self) -> datetime:
        """The day as the moment that a file's properties ask for; midnight, so that it never depends on the hour."""
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC).replace(tzinfo=None)
