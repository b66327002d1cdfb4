"""Looks for what is odd but usable and writes it to the table `data_notes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from integrations.importing.import_report import DataNote
from integrations.importing.note_rules import RULES, NoteRule, rules_for_days, rules_for_links
from integrations.importing.note_words import write_sentence
from integrations.importing.paid_lines import columns_of
from integrations.importing.quoting import literal, literals, name
from integrations.importing.workbench import Workbench


@dataclass(frozen=True)
class NoteContext:
    """What rules may refer to."""

    last_day: date
    today: date
    currency: str


def find_notes(bench: Workbench, context: NoteContext) -> tuple[DataNote, ...]:
    """One note for each rule that finds rows; rules whose columns are missing are left out."""
    rules = RULES + rules_for_days() + rules_for_links()
    known = {f"{table}.{column}" for table in {rule.table for rule in rules} for column in columns_of(bench, table)}
    known |= {f"accounts.{column}" for column in columns_of(bench, "accounts")}
    notes = (_look(bench, rule, context) for rule in rules if set(rule.needs) <= known)
    return tuple(note for note in notes if note.rows)


def write_notes(bench: Workbench, notes: Sequence[DataNote]) -> None:
    bench.run(
        "CREATE TABLE data_notes (code VARCHAR, table_name VARCHAR, rows BIGINT, sentence VARCHAR, example VARCHAR)"
    )
    for note in notes:
        row = literals((note.code, note.table, note.rows, note.sentence, note.example))
        bench.run(f"INSERT INTO data_notes VALUES ({row})")


def _look(bench: Workbench, rule: NoteRule, context: NoteContext) -> DataNote:
    """The rule's note; a note that it was left out when the table is too large for it."""
    try:
        return _find(bench, rule, context)
    except duckdb.OutOfMemoryException:
        rows = bench.value(f"SELECT count(*) FROM {name(rule.table)}")
        sentence = f"{rule.code.replace('_', ' ').capitalize()} could not be looked for: {rule.table} is too large."
        return DataNote(code="not_checked", table=rule.table, rows=rows, sentence=sentence, example=rule.code)


def _find(bench: Workbench, rule: NoteRule, context: NoteContext) -> DataNote:
    odd = rule.odd
    for key, value in vars(context).items():
        odd = odd.replace(f"${key}", literal(value))
    rows, example = bench.rows(f"SELECT count(*), min(example) FROM ({odd}) AS odd(example)")[0]
    total = bench.value(f"SELECT count(*) FROM {name(rule.table)}")
    sentence = write_sentence(rule.sentence, rows, rule.table, all=f"{total:,}", **vars(context))
    return DataNote(code=rule.code, table=rule.table, rows=rows, sentence=sentence, example=str(example))
