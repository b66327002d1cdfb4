"""Questions about accounts that a tool of their own answers: health, renewals, onboarding, expansion, the book, plays.

topics.yaml says for each topic which tool answers it, which of its fields are fixed, and by which words it is meant;
the other fields are filled from the question by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.planner.account_lists import MOST_ACCOUNTS, OF_ACCOUNTS
from assistant.planner.calls import REQUESTS, call, with_left_out
from assistant.planner.leftovers import left_unsaid
from assistant.planner.letter_fields import Said, since_last, since_undated
from assistant.planner.refusals import is_held
from assistant.planner.sides import of_each, sides_of
from assistant.planner.slots import Plan, Slots
from assistant.planner.topic_fields import FIELDS, POSITIONS, most_rows, period_when, to_come
from assistant.planner.wordings import word_set, words_of
from tools.dimensions import ACCOUNT
from tools.requests import AskBack, Decline, Request

# The topic of a question that names a status or a sign but no topic.
SHORTEST_TOLD = 2
BY_KIND = {"status": "health_of_book", "signal": "signals"}
# By which fields of a request a kind of word is said.
SAID_IN = {"status": {"status", "account"}, "signal": {"signals"}}
# What these answer is lost where steps of time are asked for and left out.
OF_SCORES = ("rank_health", "explain_health")
STEPS = ("month", "quarter", "year", "finer")
TOLD = ("about", "why", "refusal", "change", "compare", "list", "mine", "book", "total")


def read_topic(slots: Slots) -> Plan | None:
    """None unless the question names a topic; a topic of one account without an account goes back as a question."""
    return topic_plan(slots, slots.account)


def topic_plan(slots: Slots, account: str | None) -> Plan | None:
    """The call of the topic named, for this account where one is asked about."""
    several = slots.selected.values_of(ACCOUNT)[:MOST_ACCOUNTS] if account is None else ()
    entry = topic_named(slots, has_account=account is not None or len(several) > 1)
    if entry is None:
        return None
    if len(several) > 1 and entry.get("needs") == ACCOUNT:
        plans = [plan_of(slots, entry, name) for name in several]
        others = slots.selected.values_of(ACCOUNT)[MOST_ACCOUNTS:]
        calls = (with_left_out(found, others) for plan in plans for found in plan.calls)
        return Plan(tuple(calls), plans[0].used)
    return plan_of(slots, entry, account)


def plan_of(slots: Slots, entry: Mapping[str, Any], account: str | None) -> Plan:
    """The call of one entry of topics.yaml; one for each of two sides, where the tool has no groups for them."""
    back = _back(slots, entry, account)
    if back is not None:
        return Plan((call(back),), _all(slots))
    request = REQUESTS[entry["tool"]]
    sides = sides_of(slots) if account is None else None
    given = _given(slots, entry, request, account)
    if sides is not None and "group_by" in request.model_fields:
        given.setdefault("group_by", sides.dimension)
    told = _told_since(slots, request)
    given |= {"since": told.first} if told.values else {}
    undated = since_undated(slots.u) if "since" in request.model_fields and not told.values else Said()
    ahead = to_come(slots) if "as_of" in request.model_fields else Said()
    used = _used(slots, entry) | undated.at | told.at | ahead.at
    is_free = entry.get("free") and not (entry["tool"] in OF_SCORES and slots.u.has(*STEPS))
    unsaid = left_unsaid(slots.u, used) if is_free else {}
    asked = request(**given)
    each = of_each(asked, sides) if sides is not None and "filters" in given and "group_by" not in given else (asked,)
    calls = tuple(with_left_out(call(item), (*undated.values, *ahead.values, *unsaid)) for item in each)
    return Plan(calls, used.union(*unsaid.values()))


def _back(slots: Slots, entry: Mapping[str, Any], account: str | None) -> AskBack | Decline | None:
    """What is said instead: the data lacks it, the account is not named, or there are several ways to go on."""
    if "missing" in entry and not is_held(slots.u, entry["missing"]):
        what = words_of("missing")[entry["missing"]]["what"]
        return Decline(reason="no_data", because=f"The loaded data does not let me say anything about {what}.")
    if entry.get("needs") == ACCOUNT and account is None:
        return AskBack(question=f"Which account do you mean? {entry['asks']}")
    if "choices" in entry:
        choices = tuple(choice.format(account=account) for choice in entry["choices"])
        return AskBack(question=entry["asks"], choices=choices)
    return None


def _given(slots: Slots, entry: Mapping[str, Any], request: type[Request], account: str | None) -> dict[str, Any]:
    """The fields of the request that the question fills."""
    wanted = {name: FIELDS[name](slots) for name in request.model_fields if name in FIELDS}
    given: dict[str, Any] = {name: value for name, value in wanted.items() if value not in (None, ())}
    given |= entry.get("fields", {})
    if "account" in request.model_fields and account is not None:
        given["account"] = account
    if "csm" in request.model_fields and "filters" in given:
        given["filters"] = tuple(item for item in given["filters"] if item.dimension != "csm")
    if "limit" in given:
        given["limit"] = min(given["limit"], most_rows(request))
    if ("since" in given and period_when(slots) is None) or (entry.get("undated") and _is_ahead(slots)):
        given.pop("period", None)
    return given


def _told_since(slots: Slots, request: type[Request]) -> Said:
    """'since we last spoke', for the tools that know when that was."""
    return since_last(slots.u) if {ACCOUNT, "since"} <= request.model_fields.keys() else Said()


def _is_ahead(slots: Slots) -> bool:
    when = period_when(slots)
    return when is not None and when.mention.period.end > slots.u.calendar.as_of


def topic_named(slots: Slots, *, has_account: bool) -> Mapping[str, Any] | None:
    """Of the topics named the first of topics.yaml, or its other form where an account is missing or given."""
    table: Mapping[str, Mapping[str, Any]] = words_of("topics")
    since = since_last(slots.u).at
    named = {str(match.value) for match in slots.u.of("topic") if not since.issuperset(match.at)}
    named -= set() if has_account else {name for name in named if table[name].get("silent_without")}
    named -= {name for name in named if name == "book" and _is_whose(slots)}
    named |= {_of_kind(slots, kind) for kind in BY_KIND if not named and slots.u.has(kind)}
    first = next((name for name in table if name in named), None)
    if first is None:
        return None
    if first == "book" and _ends_with_question(slots):
        return table["find_play"]
    entry = next((table[name] for name in table[first].get("gives_way", ()) if name in named), table[first])
    if not has_account:
        entry = next((table[name] for name in entry.get("yields_to", ()) if name in named), entry)
    other = entry.get("with_account") if has_account else entry.get("without_account")
    return table[other] if other else entry


def _is_whose(slots: Slots) -> bool:
    """'who has gone quiet in my book': the book only says whose accounts, where a sign is asked about."""
    words = {slots.u.word(at) for match in slots.u.of("topic") if match.value == "book" for at in match.at}
    return slots.u.has("signal") and words <= word_set("whose_book")


def _ends_with_question(slots: Slots) -> bool:
    """'The customer's sponsor resigned, what should I do?' asks about a situation, not about a book."""
    asked = [match for match in slots.u.of("topic") if match.value == "book"]
    is_told = any(match.first > SHORTEST_TOLD and slots.u.tokens[match.first].follows_mark for match in asked)
    return is_told and slots.account is None and slots.u.has("noun", "signal") and not slots.u.has("mine", "book")


def _of_kind(slots: Slots, kind: str) -> str:
    """A sign at one nameless account ('a new CFO started at my account') is a situation to handle."""
    tokens = slots.u.tokens
    grouped = {match.last + 1 for match in slots.u.of("group")}
    is_one = any(
        token.word == ACCOUNT and token.typed and not token.is_plural and place not in grouped
        for place, token in enumerate(tokens)
    )
    is_asked = any(token.word in word_set("telling") for token in tokens)
    is_told = kind == "signal" and is_one and not is_asked and slots.account is None
    return "find_play" if is_told else BY_KIND[kind]


def _used(slots: Slots, entry: Mapping[str, Any]) -> frozenset[int]:
    """Every word, for a tool that takes the situation as it is told; else what its fields say and nothing more."""
    fields = REQUESTS[entry["tool"]].model_fields
    if "situation" in fields:
        return _all(slots)
    kinds = (*TOLD, *entry.get("told", ()), *(kind for kind, field in SAID_IN.items() if fields.keys() & field))
    told = {at for match in slots.u.of(*kinds) for at in match.at}
    told |= {at for match in slots.u.of("topic") if _is_same_tool(match.value, entry) for at in match.at}
    told |= {at for at, token in enumerate(slots.u.tokens) if token.word in word_set("carrying")}
    told |= {at for at, token in enumerate(slots.u.tokens) if token.word in _small_words(entry)}
    told |= slots.own.used if entry.get("free") else frozenset()
    told |= {at for match in slots.u.of("missing") if is_held(slots.u, match.value) for at in match.at}
    told |= {at for match in slots.u.of("metric") if match.value in _told(entry) for at in match.at}
    told |= {at for when in slots.whens if when.is_now or entry.get("dated") for at in when.at}
    return frozenset(told).union(*(POSITIONS[name](slots) for name in fields if name in POSITIONS))


def _small_words(entry: Mapping[str, Any]) -> frozenset[str]:
    """Words for what the answer shows anyway, and those that only ask for a draft."""
    return frozenset(entry.get("shows", "").split()) | (word_set("drafting") if entry.get("free") else frozenset())


def _is_same_tool(name: str, entry: Mapping[str, Any]) -> bool:
    """Whether another topic's words say no more than this answer shows."""
    table = words_of("topics")
    other = table[name]
    forms = {table[form]["tool"] for kind in ("with_account", "without_account") if (form := other.get(kind))}
    return entry["tool"] in {other["tool"], *forms} or bool(other.get("lists") or other.get("light"))


def _told(entry: Mapping[str, Any]) -> frozenset[str]:
    """Metrics that the tool gives anyway."""
    return OF_ACCOUNTS | frozenset(entry.get("gives", ()))


def _all(slots: Slots) -> frozenset[int]:
    return frozenset(range(len(slots.u.tokens)))
