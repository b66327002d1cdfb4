"""Rows that come twice and identifiers used twice."""

from __future__ import annotations

from integrations.importing.draft import Draft, hold_back
from integrations.importing.import_report import DataNote
from integrations.importing.loading_notes import repeated_identifier_note
from integrations.importing.quoting import name
from integrations.importing.raw_table import AT


def settle_repeats(draft: Draft) -> tuple[DataNote, ...]:
    """Holds back rows that repeat an earlier one, then settles what identifiers come twice; without an identifier
    nothing proves that a row does. The notes say what was settled."""
    if not draft.has_identifier or not _repeats(draft):
        return ()
    _hold_repeated_rows(draft)
    return _settle_repeated_identifiers(draft) if _repeats(draft) else ()


def _hold_repeated_rows(draft: Draft) -> None:
    """Rows that repeat an earlier one cell by cell."""
    cells = ", ".join(draft.raw.cells)
    suspects = f"SELECT {AT} FROM {draft.typed} WHERE {name(draft.schema.identifier)} IN ({_repeated(draft)})"
    ranked = (
        f"SELECT {AT}, row_number() OVER (PARTITION BY {cells} ORDER BY {AT}) AS turn"
        f" FROM {draft.raw.name} WHERE {AT} IN ({suspects})"
    )
    again = f"{AT} IN (SELECT {AT} FROM ({ranked}) WHERE turn > 1)"
    hold_back(draft, again, draft.schema.identifier, "an identical row comes earlier")


def _settle_repeated_identifiers(draft: Draft) -> tuple[DataNote, ...]:
    """Accounts: the first row is the account, later ones are held back. Elsewhere later rows are kept under an
    identifier of their own (`T-1#2`), with a note."""
    if draft.schema.name == "accounts":
        later = f"{AT} IN (SELECT place FROM ({_later(draft)}))"
        hold_back(draft, later, draft.schema.identifier, "an earlier row with other contents has this identifier")
        return ()
    identifier = name(draft.schema.identifier)
    rows, example = draft.bench.rows(f"SELECT count(*), min(known || '#' || turn) FROM ({_later(draft)})")[0]
    while _repeats(draft):
        draft.bench.run(
            f"UPDATE {draft.typed} SET {identifier} = known || '#' || turn FROM ({_later(draft)}) WHERE {AT} = place"
        )
    return (repeated_identifier_note(draft.schema.name, rows, example),)


def _later(draft: Draft) -> str:
    """The rows whose identifier an earlier row has, with their turn: 2 for the second."""
    identifier = name(draft.schema.identifier)
    turn = f"row_number() OVER (PARTITION BY {identifier} ORDER BY {AT}) AS turn"
    return f"SELECT * FROM (SELECT {AT} AS place, {identifier} AS known, {turn} FROM {draft.typed}) WHERE turn > 1"


def _repeated(draft: Draft) -> str:
    identifier = name(draft.schema.identifier)
    return f"SELECT {identifier} FROM {draft.typed} GROUP BY 1 HAVING count(*) > 1"


def _repeats(draft: Draft) -> bool:
    identifier = name(draft.schema.identifier)
    return bool(draft.bench.value(f"SELECT count(*) > count(DISTINCT {identifier}) FROM {draft.typed}"))
