"""A request of one kind from the arguments of another."""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo

from tools.requests import Request

# Arguments that only some requests have and that change what is computed, as they are said where they are lost.
FIGURES = {
    "over_accounts": "per account", "row_bounds": "the bound on each ticket", "other_metric": "the other metric",
    "is_against_others": "all others",
}  # fmt: skip


def fit(kind: type[Request], arguments: dict[str, Any]) -> Request:
    """A request of this kind from those of the arguments that it has; what changes the figure and is lost is said."""
    lost = tuple(words for name, words in FIGURES.items() if arguments.get(name) and name not in kind.model_fields)
    fields = kind.model_fields
    kept = {name: value for name, value in arguments.items() if name in fields and _may_be(fields[name], value)}
    return kind.model_validate(kept | ({"left_out": lost} if lost else {}))


def _may_be(field: FieldInfo, value: Any) -> bool:
    """Nothing is no value for a field that always has one."""
    return value is not None or field.default is None
