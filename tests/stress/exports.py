"""Rows with a memory: a cell that was filled later is blank in an export taken earlier."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class History:
    """The values a cell had, oldest first, each with the day it was written."""

    steps: tuple[tuple[date, object], ...]

    def on(self, day: date) -> object:
        known = [value for written, value in self.steps if written <= day]
        return known[-1] if known else None


@dataclass(frozen=True)
class Row:
    """A row of an export, and the first day an export would have held it."""

    since: date
    cells: Mapping[str, object]


@dataclass(frozen=True)
class Style:
    """How a company's systems write: its day format, its decimal mark, what separates two cells."""

    day: str
    decimal: str
    separator: str


def then(day: date | None, value: object = None) -> object:
    """A cell written on `day`, holding that day unless a value is given; never filled without a day."""
    return None if day is None else History(((day, day if value is None else value),))


def write_exports(tables: Mapping[str, Sequence[Row]], folder: Path, until: date, style: Style) -> None:
    """One CSV file per table, as an export at the close of `until` would have looked."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, delimiter=style.separator)
            writer.writerow(list(rows[0].cells))
            writer.writerows(_lines(rows, until, style))


def _lines(rows: Sequence[Row], until: date, style: Style) -> Iterable[list[str]]:
    return ([_text(cell, until, style) for cell in row.cells.values()] for row in rows if row.since <= until)


def _text(cell: object, until: date, style: Style) -> str:
    value = cell.on(until) if isinstance(cell, History) else cell
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, date):
        return _day(value, style.day)
    return str(value).replace(".", style.decimal)


_DAYS: dict[tuple[date, str], str] = {}


def _day(day: date, form: str) -> str:
    """Writing a day is slow, and there are few days."""
    if (day, form) not in _DAYS:
        _DAYS[day, form] = day.strftime(form)
    return _DAYS[day, form]
