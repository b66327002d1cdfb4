"""What a model may choose for one question, as a JSON schema: a tool, and of its arguments only those that code cannot
read from the words of the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.planner.index import cuttable
from assistant.planner.measures import GENERAL
from assistant.planner.slots import Slots
from assistant.planner.wordings import words_of
from assistant.small.heard import METRIC_ARGUMENTS, Heard
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS

Schema = dict[str, Any]
ToolSpec = Mapping[str, Any]

# The tools that a model may choose, and what it fills in of each; everything else follows from the words of the
# question. Tools with wordings of their own (health, renewals, a CSM's book) are chosen by code.
OPEN: Mapping[str, frozenset[str]] = {
    "measure_metric": METRIC_ARGUMENTS,
    "compare_metric": METRIC_ARGUMENTS,
    "trend_metric": METRIC_ARGUMENTS,
    "list_accounts": METRIC_ARGUMENTS,
    "bridge_arr": frozenset(),
    "measure_concentration": frozenset(),
    "retain_cohorts": frozenset(),
    "describe_account": frozenset(("topic", "attribute")),
    "define_term": frozenset(("terms",)),
    "find_playbook": frozenset(("kind",)),
    "describe_data": frozenset(("topic",)),
    "ask_back": frozenset(),
    "decline": frozenset(("reason",)),
}
LONGEST_TEXT = 60
MOST_CALLS = 3
BOUNDS = ("type", "enum", "minItems", "maxItems", "minimum", "maximum")
NULL: Schema = {"type": "null"}


def menu(tools: Iterable[ToolSpec], heard: Heard, metrics: Sequence[str]) -> Schema:
    """One to three calls; every argument is required, an optional one may be null."""
    arms = [_arm(tool, heard, metrics) for tool in tools if _is_offered(tool, heard)]
    calls = {"type": "array", "items": {"anyOf": arms}, "minItems": 1, "maxItems": MOST_CALLS}
    return _object({"calls": calls})


def is_on(offered: Schema, call: Any) -> bool:
    """Whether a call was on the menu: not every server holds a model to the schema it was given."""
    arms = {
        arm["properties"]["tool"]["const"]: arm["properties"]
        for arm in offered["properties"]["calls"]["items"]["anyOf"]
    }
    arm = arms.get(call.get("tool")) if isinstance(call, dict) else None
    return arm is not None and call.keys() == arm.keys() and all(_fits(call[name], arm[name]) for name in arm)


def _fits(value: Any, schema: Schema) -> bool:
    options = schema.get("anyOf", (schema,))
    if value is None:
        return NULL in options
    return any("enum" not in option or value in option["enum"] for option in options)


def open_arguments(tool: ToolSpec) -> dict[str, Schema]:
    """The arguments of a tool that the model fills in."""
    properties: Mapping[str, Schema] = tool["parameters"].get("properties", {})
    return {name: schema for name, schema in properties.items() if name in OPEN[tool["name"]]}


def _arm(tool: ToolSpec, heard: Heard, metrics: Sequence[str]) -> Schema:
    properties = {name: _argument(name, schema, heard, metrics) for name, schema in open_arguments(tool).items()}
    return _object({"tool": {"const": tool["name"]}, **properties})


def _argument(name: str, schema: Schema, heard: Heard, metrics: Sequence[str]) -> Schema:
    """A name that exists, or the argument's own schema without its prose and with bounds."""
    if name in METRIC_ARGUMENTS:
        return {"enum": _metrics(heard, metrics)}
    if name == "attribute":
        return {"anyOf": [{"enum": _details(heard)}, NULL]}
    options = [option for option in schema.get("anyOf", ()) if option != NULL]
    bounded = _bounded(options[0] if options else schema)
    return {"anyOf": [bounded, NULL]} if options else bounded


def _bounded(schema: Schema) -> Schema:
    kept: Schema = {key: schema[key] for key in BOUNDS if key in schema}
    if "items" in schema:
        kept["items"] = _bounded(schema["items"])
    is_free = kept.get("type") == "string" and "enum" not in kept
    return kept | {"maxLength": LONGEST_TEXT} if is_free else kept


def _metrics(heard: Heard, metrics: Sequence[str]) -> list[str]:
    """The metrics named; all of their field where they are only a general word ('tickets') beside words not read; those
    of the turn before for a question that leans on it; all metrics where none is named."""
    named = heard.slots.measures.names
    if named and (not heard.unread or not GENERAL.issuperset(named)):
        return list(named)
    if not named and heard.leans and heard.earlier_metrics:
        return list(heard.earlier_metrics)
    families = {METRICS[match.value].family for match in heard.slots.u.of("metric")}
    kept = [name for name in metrics if not families or METRICS[name].family in families]
    return list(dict.fromkeys([*named, *kept]))


def _details(heard: Heard) -> list[str]:
    """The details of an account that are named; else all that may be recorded."""
    slots = heard.slots
    named = [*(str(match.value) for match in slots.u.of("attribute")), *slots.grouped.names, *slots.grouped.absent]
    all_of_them = [item.name for item in cuttable(slots.u.index.vocabulary) if item.table == "accounts"]
    return sorted({name for name in named if name != ACCOUNT} or {*all_of_them, *words_of("attributes")})


# The words that a tool stands for; without them it is on the menu only where the question has words that were not read.
WORDS: Mapping[str, tuple[str, ...]] = {
    "compare_metric": ("compare", "change", "rest"),
    "trend_metric": ("month", "quarter", "year", "trend", "change"),
    "list_accounts": ("list", "above", "at_least", "below", "at_most", "after_at_least", "after_at_most"),
    "bridge_arr": ("bridge", "why"),
    "measure_concentration": ("concentration", "share"),
    "retain_cohorts": ("cohort",),
    "define_term": ("define", "difference", "counts_in"),
    "find_playbook": (),
    "describe_data": ("loaded",),
}
# Words that ask for more than one value.
SPECIAL = (
    "month",
    "quarter",
    "year",
    "bridge",
    "concentration",
    "cohort",
    "define",
    "difference",
    "counts_in",
    "loaded",
)
# What a tool cannot do without, whatever the words.
NEEDS: Mapping[str, Callable[[Slots], bool]] = {
    "measure_metric": lambda slots: not slots.u.has(*SPECIAL),
    "compare_metric": lambda slots: (
        len(slots.whens) > 1 or any(len(item.values) > 1 for item in slots.filters) or slots.u.has("change", "rest")
    ),
    "trend_metric": lambda slots: slots.u.has(*WORDS["trend_metric"]),
    "list_accounts": lambda slots: slots.account is None,
    "describe_account": lambda slots: slots.account is not None,
}
TALK = ("decline", "ask_back")


def _is_offered(tool: ToolSpec, heard: Heard) -> bool:
    slots, name = heard.slots, tool["name"]
    is_open = bool(heard.unread) or heard.leans
    if name in NEEDS and not NEEDS[name](slots) and not (is_open and name == "measure_metric"):
        return False
    if name in TALK:
        return is_open or not slots.measures.names
    if name == "measure_metric":
        return is_open or bool(slots.measures.names)
    return is_open or name not in WORDS or slots.u.has(*WORDS[name])


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False
    }  # fmt: skip
