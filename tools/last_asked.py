"""From which day 'since I last asked', 'since our last call' or a named day counts for one account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tools.asked import Asked
from tools.context import Context
from tools.errors import NoData, ToolError
from tools.health.comparing import since_day
from tools.names import normal, shown
from tools.periods import write_day
from tools.record.record import Record
from tools.requests import Request

LAST_ASKED, LAST_CONVERSATION, LAST_QBR = "last asked", "last conversation", "last QBR"
FIRST_TIME_DAYS = 30
QBR = "qbr"


@dataclass(frozen=True)
class Start:
    """After the close of `day` things count as new; `said` is why that day, where the question does not name it."""

    day: date
    said: str = ""


def start_of(context: Context, record: Record, words: str | None) -> Start:
    """Words of STARTS are read from what was asked or recorded before, all others as `since_day` reads them.

    Raises InvalidRequest or NoData.
    """
    read = STARTS.get(normal(words or ""))
    return read(context, record) if read else Start(since_day(context, words))


def accounts_of(context: Context, request: Request) -> tuple[str, ...]:
    """Identifiers of the accounts that a request names; what it does not spell as the data does is passed over."""
    named = [getattr(request, "account", None)]
    named += [
        value for item in getattr(request, "filters", ()) if item.dimension == "account" and not item.is_excluded
        for value in item.values
    ]  # fmt: skip
    return tuple(dict.fromkeys(found for name in named if name and (found := _identified(context, name))))


def _identified(context: Context, name: str) -> str | None:
    try:
        return context.vocabulary.account(name)
    except ToolError:
        return None


def _since_asked(context: Context, record: Record) -> Start:
    asked, name = context.last_asked(record.account.account_id), shown(record.account.name)
    if asked is None:
        first = f"I remember no earlier question of yours about {name}, so this is what the last {FIRST_TIME_DAYS} days"
        return Start(max(context.as_of - timedelta(FIRST_TIME_DAYS), context.calendar.first_day), f"{first} brought")
    told = f"you last asked about {name} on {write_day(asked.on)}"
    if asked.data_until >= context.as_of:
        raise _nothing_newer(context, asked, told, name)
    return Start(asked.data_until, f"{told}, when the data ended on {write_day(asked.data_until)}")


def _nothing_newer(context: Context, asked: Asked, told: str, name: str) -> NoData:
    """The same data as then: the days before are offered."""
    reached = f"{told[0].upper()}{told[1:]}, when the data already reached {write_day(asked.data_until)}"
    earlier = [f"What changed at {name} since {write_day(asked.before)}?"] if asked.before else []
    return NoData(
        f"{reached}. As of {write_day(context.as_of)} there is nothing newer.",
        (*earlier, f"What changed at {name} in the last {FIRST_TIME_DAYS} days?"),
    )


def _since_talk(context: Context, record: Record) -> Start:
    return _since_meeting(context, record, "conversation", [talk.happened_on for talk in record.talks])


def _since_qbr(context: Context, record: Record) -> Start:
    held = [talk.happened_on for talk in record.interactions if (talk.type or "").lower() == QBR]
    return _since_meeting(context, record, "QBR", held)


def _since_meeting(context: Context, record: Record, what: str, days: list[date]) -> Start:
    """The newest of these days that lies before the as-of day."""
    past, name = [day for day in days if day < context.as_of], shown(record.account.name)
    if not past:
        raise NoData(f"No {what} with {name} is on record before {write_day(context.as_of)}; name a day instead.")
    return Start(max(past), f"the last {what} on record with {name} was on {write_day(max(past))}")


STARTS: Mapping[str, Callable[[Context, Record], Start]] = {
    normal(LAST_ASKED): _since_asked,
    normal(LAST_CONVERSATION): _since_talk,
    normal(LAST_QBR): _since_qbr,
}
