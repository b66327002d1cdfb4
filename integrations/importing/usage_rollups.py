"""The usage roll-ups of a version about to be published: computed in plain SQL, compared with the usage events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from integrations.importing.paid_lines import columns_of
from integrations.importing.quoting import literal, name
from integrations.importing.workbench import Workbench, open_workbench
from tools.errors import OutsideError
from tools.roll_ups import EVENTS, RECORDS, ROLL_UPS, RollUp

MOST_NAMED = 3
# A roll-up with more rows than this share of the events spares a reader too little for the room it takes.
MOST_OF_EVENTS = 0.5
# So many events, or those of one step, are added up at once: memory must not grow with a company's years.
MOST_AT_ONCE = 1_000_000
# The step of a day, in SQL, and the first and last day of a step.
STEPS: Mapping[str, str] = {"month_end": "last_day(used_on)", "week": "date_trunc('week', used_on)::DATE"}
DAYS: Mapping[str, Callable[[date], tuple[date, date]]] = {
    "month_end": lambda step: (step.replace(day=1), step),
    "week": lambda step: (step, step + timedelta(days=6)),
}
SUMS = ("uses", "errors", "duration_seconds")
# A record counts an event that does not say how often something was used as one use; a figure leaves it out.
UNSAID: Mapping[str, str] = {"uses": "coalesce(uses, 1)", "errors": "coalesce(errors, 0)"}


@dataclass(frozen=True)
class Difference:
    """What one account did in one month or week, in one column, where roll-up and events differ."""

    table: str
    account_id: str
    step: date
    column: str
    kept: Any
    of_events: Any

    @property
    def words(self) -> str:
        where = f"{self.table}, {self.account_id}, {self.step}, {self.column}"
        return f"{where}: {_shown(self.kept)} added up and {_shown(self.of_events)} by events"


def keep_usage(database: Path) -> tuple[str, ...]:
    """Adds the roll-ups that are much shorter than the usage events to a built database, and returns their names.

    Raises OutsideError when one differs from the events: such data is not published.
    """
    with open_workbench(database, (), database.parent) as bench:
        columns = columns_of(bench, EVENTS)
        sums = _exact_sums(bench, columns)
        can_be = [roll_up for roll_up in ROLL_UPS if _can_be_made(roll_up, columns)]
        kept = tuple(roll_up.table for roll_up in can_be if _is_made(bench, roll_up, columns, sums))
        bench.run("CHECKPOINT")
        found = compare_usage(bench)
    if found:
        raise OutsideError(
            f"The usage roll-ups and the usage events disagree ({'; '.join(item.words for item in found)}). Nothing "
            "was published: look at the events of these accounts, and report this if they are right."
        )
    return kept


def compare_usage(bench: Workbench) -> tuple[Difference, ...]:
    """The first differences between each roll-up a database holds and its events, none if they agree."""
    held = [roll_up for roll_up in ROLL_UPS if columns_of(bench, roll_up.table)]
    return tuple(islice((item for roll_up in held for item in _differences(bench, roll_up)), MOST_NAMED))


def _can_be_made(roll_up: RollUp, columns: Sequence[str]) -> bool:
    """Use can be added up without knowing of what, users not without knowing who they are."""
    return bool(columns) and ("user_id" not in roll_up.by or "user_id" in columns)


def _is_made(bench: Workbench, roll_up: RollUp, columns: Sequence[str], sums: Sequence[str]) -> bool:
    keys = ["account_id", f"{STEPS[roll_up.step]} AS {roll_up.step}", *(by for by in roll_up.by if by in columns)]
    parts = [f"{expression} AS {column}" for column, expression in _sums(roll_up, columns, sums).items()]
    rows = f"SELECT {', '.join([*keys, *parts])} FROM {EVENTS} WHERE {{}} GROUP BY ALL"
    bench.run(f"CREATE TABLE {roll_up.table} AS {rows.format('false')}")
    for days in _batches(bench, roll_up):
        bench.run(f"INSERT INTO {roll_up.table} {rows.format(_within('used_on', days))}")
    made, events = (bench.value(f"SELECT count(*) FROM {table}") for table in (roll_up.table, EVENTS))
    if made > events * MOST_OF_EVENTS:
        bench.run(f"DROP TABLE {roll_up.table}")
        return False
    return True


def _batches(bench: Workbench, roll_up: RollUp) -> Iterator[tuple[date, date]]:
    """The first and last day of each batch of steps, in order, over all days with events."""
    steps = bench.rows(f"SELECT {STEPS[roll_up.step]} AS step, count(*) FROM {EVENTS} GROUP BY 1 ORDER BY 1")
    batch: list[date] = []
    held = 0
    for step, events in steps:
        if batch and held + events > MOST_AT_ONCE:
            yield DAYS[roll_up.step](batch[0])[0], DAYS[roll_up.step](batch[-1])[1]
            batch, held = [], 0
        batch, held = [*batch, step], held + events
    if batch:
        yield DAYS[roll_up.step](batch[0])[0], DAYS[roll_up.step](batch[-1])[1]


def _within(column: str, days: tuple[date, date]) -> str:
    return f"{column} BETWEEN {literal(days[0])}::DATE AND {literal(days[1])}::DATE"


def _exact_sums(bench: Workbench, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns of whole numbers: their sum is the same in any order, which that of fractions is not."""
    known = [column for column in SUMS if column in columns]
    checks = ", ".join(f"coalesce(bool_and({column} = floor({column})), true)" for column in known)
    are_whole = bench.rows(f"SELECT {checks} FROM {EVENTS}")[0] if known else ()
    return tuple(column for column, is_whole in zip(known, are_whole, strict=True) if is_whole)


def _sums(roll_up: RollUp, columns: Sequence[str], sums: Sequence[str]) -> dict[str, str]:
    """Column of the roll-up -> what it adds up; an event of a company that does not count uses is one use."""
    unsaid = UNSAID if roll_up.step == "week" else {}
    added = {column: f"sum({unsaid.get(column, name(column))})" for column in sums}
    uses = {} if "uses" in columns else {"uses": "count(*)"}
    return {
        column: f"{expression}::{'DOUBLE' if column == 'duration_seconds' else 'BIGINT'}"
        for column, expression in {RECORDS: "count(*)", **uses, **added}.items()
    }


def _differences(bench: Workbench, roll_up: RollUp) -> Iterator[Difference]:
    """Per account and step: the sums, and how many different values there are, from the events and from the roll-up."""
    columns, kept = columns_of(bench, EVENTS), columns_of(bench, roll_up.table)
    sums = _sums(roll_up, columns, [column for column in SUMS if column in kept and column in columns])
    kinds = {f"different {by}": f"count(DISTINCT {by})" for by in roll_up.by if by in kept}
    of_events = _found(EVENTS, STEPS[roll_up.step], {**sums, **kinds})
    of_kept = _found(roll_up.table, roll_up.step, {column: f"sum({column})" for column in sums} | kinds)
    for days in _batches(bench, roll_up):
        rows = bench.rows(
            f"SELECT account_id, step, kept.found, events.found FROM ({of_kept} WHERE {_within(roll_up.step, days)}"
            f" GROUP BY ALL) AS kept FULL JOIN ({of_events} WHERE {_within('used_on', days)} GROUP BY ALL) AS events"
            " USING (account_id, step) WHERE kept.found IS DISTINCT FROM events.found"
            f" ORDER BY step, account_id LIMIT {MOST_NAMED}"
        )
        for account, step, *found in rows:
            names = [*sums, *kinds]
            ours, theirs = (values or [None] * len(names) for values in found)
            pairs = zip(names, ours, theirs, strict=True)
            column, one, other = next(pair for pair in pairs if pair[1] != pair[2])
            yield Difference(roll_up.table, account, step, column, one, other)


def _found(table: str, step: str, parts: Mapping[str, str]) -> str:
    found = ", ".join(f"({part})::DOUBLE" for part in parts.values())
    return f"SELECT account_id, {step} AS step, [{found}] AS found FROM {table}"


def _shown(value: float | None) -> str:
    return "nothing" if value is None else f"{value:,.0f}"
