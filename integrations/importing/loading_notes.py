"""Oddities that only show while the text of the files is at hand."""

from __future__ import annotations

from collections.abc import Iterator

from integrations.importing.date_format import mixes_zones
from integrations.importing.draft import Draft
from integrations.importing.fields import Field
from integrations.importing.import_report import DataNote
from integrations.importing.note_words import write_sentence
from integrations.importing.raw_table import HAD_HOSTILE
from integrations.importing.sightings import SourceColumn

REPEATED = (
    "{rows} use{s} an identifier that an earlier row with other contents has; each was kept under an identifier of "
    "its own."
)
ZONES = (
    "{rows} give{s} {column} with a time zone and others without; those with one were turned into UTC, the others were "
    "taken as UTC."
)
NO_DAY = "{rows} give{s} {column} as a day that systems write for none, such as 1900-01-01; it was taken as empty."
HIDDEN = "{rows} held invisible or control characters, which were removed."
ALIKE = (
    "{rows} repeat{s} an earlier row cell by cell; the file has no identifier that would prove a mistake, so all "
    "are kept."
)


def repeated_identifier_note(table: str, rows: int, example: str) -> DataNote:
    sentence = write_sentence(REPEATED, rows, table)
    return DataNote(code="repeated_identifier", table=table, rows=rows, sentence=sentence, example=example)


def text_notes(draft: Draft) -> Iterator[DataNote]:
    """Times with and without a zone in one column; days that stand for none; invisible characters; rows alike that
    nothing can tell apart.
    """
    for field in draft.fields:
        if field.reading.type == "timestamp":
            yield from _mixed_zones(draft, SourceColumn(draft.bench, draft.raw, field.source, field.text))
        if field.no_day:
            yield from _no_days(draft, field)
    yield from _hidden_characters(draft)
    if not draft.has_identifier:
        yield from _rows_alike(draft)


def _mixed_zones(draft: Draft, column: SourceColumn) -> Iterator[DataNote]:
    mixed = mixes_zones(column)
    if mixed:
        table, example = draft.schema.name, mixed.first[0][0]
        sentence = write_sentence(ZONES, mixed.rows, table, column=column.column)
        yield DataNote(code="mixed_time_zones", table=table, rows=mixed.rows, sentence=sentence, example=example)


def _no_days(draft: Draft, field: Field) -> Iterator[DataNote]:
    rows = draft.bench.value(f"SELECT count(*) FROM {draft.raw.name} WHERE {field.no_day}")
    if rows:
        table = draft.schema.name
        sentence = write_sentence(NO_DAY, rows, table, column=field.name)
        yield DataNote(code="no_day", table=table, rows=rows, sentence=sentence, example=", ".join(draft.raw.files))


def _hidden_characters(draft: Draft) -> Iterator[DataNote]:
    rows = draft.bench.value(f"SELECT count(*) FROM {draft.raw.name} WHERE {HAD_HOSTILE}")
    if rows:
        yield _about_file(draft, "hidden_characters", HIDDEN, rows)


def _rows_alike(draft: Draft) -> Iterator[DataNote]:
    cells = ", ".join(draft.raw.cells)
    counted = f"SELECT count(*) - 1 AS more FROM {draft.raw.name} GROUP BY {cells} HAVING count(*) > 1"
    rows = draft.bench.value(f"SELECT coalesce(sum(more), 0)::BIGINT FROM ({counted})")
    if rows:
        yield _about_file(draft, "rows_alike", ALIKE, rows)


def _about_file(draft: Draft, code: str, template: str, rows: int) -> DataNote:
    """A note whose example is the file, for the rows have no identifier to point to."""
    table = draft.schema.name
    sentence = write_sentence(template, rows, table)
    return DataNote(code=code, table=table, rows=rows, sentence=sentence, example=", ".join(draft.raw.files))
