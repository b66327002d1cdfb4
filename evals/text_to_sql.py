"""The rival: the same language model writes one SQL query per question, with the same definitions before it.

It shows what the tools are worth. It is judged more kindly than the assistant: by its numbers alone, whichever column
holds them.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Template
from typing import Any, Literal

import duckdb
from langchain_core.exceptions import ModelError, ModelTimeoutError

from assistant.replies import advice
from evals.case import Case, Known, Strict, plain
from evals.known_values import KnownValues, Truth
from evals.matching import agree
from evals.report import CaseResult, Report
from evals.run import told_expectation
from evals.verdict import Verdict
from tools.errors import OutsideError
from tools.facts import Unit
from tools.metrics.catalogue import METRICS
from tools.schema import SCHEMA

PROMPT = Template((Path(__file__).parent / "text_to_sql.md").read_text(encoding="utf-8"))
DEADLINE_SECONDS = 20.0
MOST_ROWS = 500
MOST_VALUES = 12
# What a query may use: no file, no network, no extension, a bounded memory, and no way to change that.
LOCKS = (
    "set enable_external_access = false",
    "set autoload_known_extensions = false",
    "set memory_limit = '1GB'",
    "set lock_configuration = true",
)
MOST_SHOWN = 3
MOST_TOKENS = 500
REPLY = re.compile(r"\b(SQL|ASK|DECLINE):\s*(.*)", re.DOTALL)
FENCE = re.compile(r"```(?:sql)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)
Form = Literal["SQL", "ASK", "DECLINE", "ERROR"]
HELD_BACK: dict[Form, tuple[str, Verdict]] = {"ASK": ("clarify", "clarified"), "DECLINE": ("declined", "declined")}


@dataclass(frozen=True)
class SqlWriter:
    """A language model with a database. `complete` turns a prompt into the model's text."""

    model: str
    complete: Callable[[str], str]
    connection: Truth
    company: str
    as_of: date


@dataclass(frozen=True)
class Reply:
    """What the model sent: rows when its SQL ran, else its words."""

    form: Form
    text: str
    rows: tuple[tuple[Any, ...], ...] = ()


class Comparison(Strict):
    """Two runs of one model over the same questions: with tools, and writing SQL."""

    assistant: Report
    rival: Report

    @property
    def is_won(self) -> bool:
        """Whether the assistant was right more often and wrong without warning less often."""
        mine, theirs = self.assistant.totals, self.rival.totals
        return mine.right > theirs.right and mine.wrong < theirs.wrong


def open_tables(file: Path) -> Truth:
    """The published tables of a company, read-only."""
    connection = duckdb.connect()
    quoted = str(file).replace("'", "''")
    connection.execute(f"attach '{quoted}' as company (read_only)")
    connection.execute("use company")
    return connection


def comparable(cases: Iterable[Case], known: KnownValues) -> tuple[Case, ...]:
    """The cases a query can be judged by: those with known values, and those that must not be answered."""
    return tuple(case for case in cases if known.get(case.id) or "answered" not in case.expect.outcome)


def compare(writer: SqlWriter, cases: Iterable[Case], known: KnownValues) -> Report:
    """Every comparable case asked once. The connection is locked down first: no files, no network, no settings."""
    lock(writer.connection)
    tables = describe_tables(writer.connection)
    results = tuple(_result(writer, case, known.get(case.id, ()), tables) for case in comparable(cases, known))
    return Report(company=writer.company, model=f"text-to-SQL by {writer.model}", repeat=1, results=results)


def lock(connection: Truth) -> None:
    for setting in LOCKS:
        connection.execute(setting)


def prompt_for(writer: SqlWriter, case: Case, tables: str) -> str:
    asked = "".join(f"Asked just before: {text}\n" for text in case.after)
    limits = f"Asked by {case.user}; a CSM may see only the accounts of their own book (accounts.csm)."
    return PROMPT.substitute(
        company=writer.company,
        as_of=writer.as_of.isoformat(),
        tables=tables,
        definitions="\n".join(f"- {metric.label}: {metric.formula}" for metric in METRICS.values()),
        asker=limits if case.user else "Asked by someone who may see everything.",
        earlier=asked,
        question=case.question,
    )


def describe_tables(connection: Truth) -> str:
    """One line per column of the company's tables: its type, its meaning, and its values where they are few."""
    found = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() where not internal"
        " and database_name = current_database() order by table_name, column_index"
    ).fetchall()
    known = [row for row in found if row[0] in SCHEMA]
    lines = [(row[0], f"  {row[1]} {row[2]}{_remark(connection, *row)}") for row in known]
    tables = dict.fromkeys(table for table, _ in lines)
    return "\n".join("\n".join([table, *(line for owner, line in lines if owner == table)]) for table in tables)


def read_reply(text: str, connection: Truth) -> Reply:
    """The form the model chose; bare SQL counts as SQL. Its query is run, and only when it is a single SELECT."""
    found = REPLY.search(text)
    form, said = (found[1], found[2].strip()) if found else ("SQL", text.strip())
    if form == "ASK" or form == "DECLINE":
        return Reply("ASK" if form == "ASK" else "DECLINE", said)
    fenced = FENCE.search(text)
    return _executed(fenced[1] if fenced else said, connection)


def judge(case: Case, reply: Reply, known: Sequence[Known]) -> Verdict:
    """Right when every known value stands in the rows, or when holding back was what was wanted."""
    if reply.form in HELD_BACK:
        outcome, verdict = HELD_BACK[reply.form]
        return "right" if outcome in case.expect.outcome else verdict
    if reply.form == "ERROR":
        return "failed"
    is_wanted = "answered" in case.expect.outcome
    return "right" if is_wanted and _holds_all(case, reply, known) else "wrong_without_warning"


def _result(writer: SqlWriter, case: Case, known: tuple[Known, ...], tables: str) -> CaseResult:
    started = time.perf_counter()
    reply = _asked(writer, prompt_for(writer, case, tables))
    verdict = judge(case, reply, known)
    return CaseResult(
        id=case.id,
        kind=case.kind,
        question=" > ".join((*case.after, case.question)),
        badly_phrased=case.badly_phrased,
        verdict=verdict,
        right_attempts=int(verdict == "right"),
        expected=told_expectation(case, known),
        got=f"{reply.form}: {'; '.join(str(row) for row in reply.rows[:MOST_SHOWN]) or reply.text}",
        ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _asked(writer: SqlWriter, prompt: str) -> Reply:
    """A model that takes too long fails this question; one that cannot be used at all ends the run."""
    try:
        return read_reply(writer.complete(prompt), writer.connection)
    except ModelTimeoutError:
        return Reply("ERROR", "no reply in time")
    except ModelError as error:
        raise OutsideError(
            f"The language model wrote no SQL: {advice(error)}. Put that right and run again."
        ) from error


def _executed(sql: str, connection: Truth) -> Reply:
    alarm = threading.Timer(DEADLINE_SECONDS, connection.interrupt)
    alarm.start()
    try:
        (statement,) = duckdb.extract_statements(sql)
        if statement.type.name != "SELECT":
            return Reply("ERROR", "not a SELECT")
        return Reply("SQL", sql, tuple(connection.execute(statement).fetchmany(MOST_ROWS)))
    except (duckdb.Error, ValueError) as error:
        return Reply("ERROR", str(error).splitlines()[0])
    finally:
        alarm.cancel()


def _holds_all(case: Case, reply: Reply, known: Sequence[Known]) -> bool:
    unit = case.expect.unit or "count"
    if case.expect.ordered:
        pairs = zip(reply.rows, known, strict=False)
        return len(reply.rows) >= len(known) and all(_holds([line], row, unit) for line, row in pairs)
    return all(_holds(_about(reply.rows, row), row, unit) for row in known)


def _about(rows: Sequence[tuple[Any, ...]], row: Known) -> Sequence[tuple[Any, ...]]:
    """The lines that name the row's subject; all of them when it is not called so anywhere."""
    named = [line for line in rows if any(str(plain(cell)).casefold() == row.subject.casefold() for cell in line)]
    return named or rows


def _holds(rows: Iterable[tuple[Any, ...]], row: Known, unit: Unit) -> bool:
    return any(_agrees(cell, row, unit) for line in rows for cell in line if cell is not None)


def _agrees(cell: Any, row: Known, unit: Unit) -> bool:
    """Whether the cell is the value; a percent may be written as 108.3."""
    value = plain(cell)
    if isinstance(value, (str, int)):
        return agree(value, row.value, unit)
    if not isinstance(value, Decimal) or not value.is_finite():
        return False
    return agree(value, row.value, unit) or (unit == "percent" and agree(value / 100, row.value, unit))


def _remark(connection: Truth, table: str, column: str, type_: str) -> str:
    known = SCHEMA[table].by_name.get(column)
    values = _few_values(connection, table, column) if type_ == "VARCHAR" else ""
    told = "; ".join(filter(None, [known.meaning if known else "", values]))
    return f"  -- {told}" if told else ""


def _few_values(connection: Truth, table: str, column: str) -> str:
    """Nothing for names and other columns where most rows differ."""
    name = '"' + column.replace('"', '""') + '"'
    rows = connection.execute(
        f"select distinct {name} from {table} where {name} is not null order by 1 limit {MOST_VALUES + 1}"
    ).fetchall()
    return ", ".join(repr(value) for (value,) in rows) if len(rows) <= MOST_VALUES else ""
