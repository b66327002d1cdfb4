"""What a model may choose for one question, as a JSON schema: a tool, and of its arguments only those that code cannot
read from the words of the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.planner.index import cuttable
from assistant.planner.measures import GENERAL
from assistant.planner.slots import Slots
from assistant.planner.wordings import words_of
from tools.metrics.catalogue import METRICS

Schema = dict[str, Any]
ToolSpec = Mapping[str, Any]

METRIC_ARGUMENTS = frozenset(("metric", "sort_by"))
READ_BY_CODE = frozenset(
    ("period", "earlier_period", "as_of", "filters", "group_by", "order", "limit", "top", "conditions", "dimension",
     "values", "account", "is_monthly_amount", "grain", "question", "choices", "because")
)  # fmt: skip
LONGEST_TEXT = 60
MOST_CALLS = 3
NULL: Schema = {"type": "null"}


def menu(tools: Iterable[ToolSpec], slots: Slots, metrics: Sequence[str]) -> Schema:
    """One to three calls; every argument is required, an optional one may be null."""
    arms = [_arm(tool, slots, metrics) for tool in tools if _is_offered(tool, slots)]
    calls = {"type": "array", "items": {"anyOf": arms}, "minItems": 1, "maxItems": MOST_CALLS}
    return _object({"calls": calls})


def open_arguments(tool: ToolSpec) -> dict[str, Schema]:
    """The arguments of a tool that the model fills in."""
    properties: Mapping[str, Schema] = tool["parameters"].get("properties", {})
    return {name: schema for name, schema in properties.items() if name not in READ_BY_CODE}


def unread(slots: Slots) -> list[int]:
    """The positions of words that carry meaning and that code could read as nothing."""
    u = slots.u
    words = [match.at for match in (*u.matches, *u.accounts)]
    numbers = [*(when.at for when in u.whens), *(amount.at for amount in u.amounts)]
    return u.leftovers(slots.used.union(*words, *numbers))


def metrics_for(slots: Slots, metrics: Sequence[str]) -> list[str]:
    """The metrics named; all of their field where they are only a general word ('tickets') beside words not read; all
    metrics where none is named."""
    named = slots.measures.names
    if named and (not unread(slots) or not GENERAL.issuperset(named)):
        return list(named)
    families = {METRICS[match.value].family for match in slots.u.of("metric")}
    kept = [name for name in metrics if not families or METRICS[name].family in families]
    return list(dict.fromkeys([*named, *kept]))


def _arm(tool: ToolSpec, slots: Slots, metrics: Sequence[str]) -> Schema:
    required = tool["parameters"].get("required", ())
    properties = {
        name: _narrowed(name, schema, slots, metrics)
        if name in required or "enum" in schema
        else _nullable(name, schema, slots, metrics)
        for name, schema in open_arguments(tool).items()
    }
    return _object({"tool": {"const": tool["name"]}, **properties})


def _nullable(name: str, schema: Schema, slots: Slots, metrics: Sequence[str]) -> Schema:
    narrowed = _narrowed(name, schema, slots, metrics)
    return narrowed if "enum" in narrowed and name in METRIC_ARGUMENTS else {"anyOf": [narrowed, NULL]}


def _narrowed(name: str, schema: Schema, slots: Slots, metrics: Sequence[str]) -> Schema:
    """The argument's own schema without its prose, bounded, and with the names that exist."""
    if name in METRIC_ARGUMENTS:
        return {"enum": metrics_for(slots, metrics)}
    if name == "attribute":
        return {"enum": account_details(slots)}
    bare = next((option for option in schema.get("anyOf", ()) if option != NULL), schema)
    kept = {key: bare[key] for key in ("type", "enum", "minItems", "maxItems", "minimum", "maximum") if key in bare}
    if "items" in bare:
        kept["items"] = _narrowed("", bare["items"], slots, metrics)
    return kept | {"maxLength": LONGEST_TEXT} if kept.get("type") == "string" and "enum" not in kept else kept


def account_details(slots: Slots) -> list[str]:
    """What may be recorded of an account: its dimensions, and the details people ask for by a sentence."""
    names = [item.name for item in cuttable(slots.u.index.vocabulary) if item.table == "accounts"]
    return sorted({*names, *words_of("attributes")})


# The words that a tool stands for; without them it is on the menu only where the question has words that were not read.
WORDS: Mapping[str, tuple[str, ...]] = {
    "compare_metric": ("compare", "change", "rest"),
    "trend_metric": ("month", "quarter", "year", "trend", "change"),
    "list_accounts": ("list",),
    "bridge_arr": ("bridge", "why", "change"),
    "measure_concentration": ("concentration", "share"),
    "retain_cohorts": ("cohort",),
    "define_term": ("define", "difference", "counts_in"),
    "describe_data": ("loaded",),
}
# What a tool cannot do without, whatever the words.
SIDES: Mapping[str, Callable[[Slots], bool]] = {
    "compare_metric": lambda slots: (
        len(slots.whens) > 1 or any(len(item.values) > 1 for item in slots.filters) or slots.u.has("change", "rest")
    ),
    "trend_metric": lambda slots: slots.u.has("month", "quarter", "year", "trend", "change"),
    "list_accounts": lambda slots: slots.account is None,
}


def _is_offered(tool: ToolSpec, slots: Slots) -> bool:
    if "account" in tool["parameters"].get("required", ()) and slots.account is None:
        return False
    name = tool["name"]
    if name in SIDES and not SIDES[name](slots):
        return False
    return name not in WORDS or slots.u.has(*WORDS[name]) or bool(unread(slots)) or bool(slots.conditions.found)


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False
    }  # fmt: skip
