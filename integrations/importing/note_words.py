"""The words of a note that follow its number: 1 usage event is, 2 usage events are."""

from __future__ import annotations

from collections.abc import Mapping

SINGULAR = {"s": "s", "ies": "ies", "are": "is", "have": "has"}
PLURAL = {"s": "", "ies": "y", "are": "are", "have": "have"}


def count_rows(rows: int, table: str) -> str:
    """'1 churn event', '1,204 churn events'."""
    plural = table.replace("_", " ")
    singular = plural.removesuffix("ies") + "y" if plural.endswith("ies") else plural.removesuffix("s")
    return f"1 {singular}" if rows == 1 else f"{rows:,} {plural}"


def write_sentence(template: str, rows: int, table: str, **values: object) -> str:
    words: Mapping[str, object] = {"rows": count_rows(rows, table), **(SINGULAR if rows == 1 else PLURAL)}
    return template.format(**words, **values)
