"""What is not answered, and why: other people's business, actions, predictions, measures the data does not hold."""

from __future__ import annotations

from typing import Any

from assistant.planner.calls import ToolCall, call
from assistant.planner.groupings import LOOSE
from assistant.planner.index import PLACES
from assistant.planner.slots import Plan, Slots
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import word_set, words_of
from tools.names import listed
from tools.requests import AskBack, Decline

POLITE = word_set("polite")
OBJECTS = word_set("objects")
WHAT_IFS = ("what_if", "prediction")


def read_refusal(slots: Slots) -> Plan | None:
    """Attempts on the rules first, then commands, then subjects that are none of ours."""
    u = slots.u
    injected = u.of("injection")
    command = _command(u)
    named = [match for match in u.of("refusal") if not (match.value in WHAT_IFS and u.has("share", "concentration"))]
    lifted = {name for match in u.of("topic") for name in words_of("topics")[match.value].get("despite", ())}
    named = [match for match in named if match.value not in lifted]
    table = words_of("refusals")
    reasons = [command] if command and command not in lifted else []
    reasons += sorted((str(match.value) for match in (*injected, *named)), key=list(table).index)
    return _all_of(u, refuse(table[reasons[0]], is_drafted="draft_letter" in _tools(u))) if reasons else None


def read_missing(slots: Slots) -> Plan | None:
    """Measures of the field, or ways to cut, that this company's data does not hold."""
    u = slots.u
    missing = [words_of("missing")[match.value]["what"] for match in u.of("missing") if not is_held(u, match.value)]
    absent = [str(match.value) for match in u.of("absent") if match.value not in LOOSE or slots.used & {*match.at}]
    if missing:
        because = f"The loaded data does not let me say anything about {listed(list(dict.fromkeys(missing)))}."
        return _all_of(u, call(Decline(reason="no_data", because=because)))
    if absent:
        known = sorted(name for name in u.index.vocabulary.dimensions if not name.startswith("is_"))
        name = "CSM" if absent[0] == "csm" else absent[0].replace("_", " ")
        because = (
            f"The data records no {name}. It can be cut by {listed([item.replace('_', ' ') for item in known[:9]])}."
        )
        return _all_of(u, call(Decline(reason="no_data", because=because[:300])))
    return _placeless(u)


def is_held(u: Understanding, name: str) -> bool:
    """Whether the company has what the words are about: then it was only not understood what is asked of it."""
    return any(u.index.vocabulary.holds(place) for place in words_of("missing")[name].get("tables", ()))


def read_currency(slots: Slots) -> Plan | None:
    """Another currency than the company's own: there are no exchange rates."""
    u = slots.u
    if not u.has("foreign"):
        return None
    question = "I report amounts in the company's own currency; there are no exchange rates. Shall I answer in that?"
    return _all_of(u, call(AskBack(question=question)))


def refuse(entry: dict[str, Any], *, is_drafted: bool = False) -> ToolCall:
    """Why not; of a letter that is to be sent, that it can be drafted."""
    because = entry.get("because_drafted", entry["because"]) if is_drafted else entry["because"]
    return call(Decline(reason=entry["reason"], because=because))


def _tools(u: Understanding) -> set[str]:
    return {words_of("topics")[match.value]["tool"] for match in u.of("topic")}


def _placeless(u: Understanding) -> Plan | None:
    if not u.has("place") or any(place in name for name in u.index.vocabulary.dimensions for place in PLACES):
        return None
    because = "The data records no country or region, so I can't answer for one place."
    return _all_of(u, call(Decline(reason="no_data", because=because)))


def _command(u: Understanding) -> str | None:
    """The kind of command that a sentence opens with: 'cancel the ...', 'please email Acme'."""
    for position in _openings(u):
        for name, entry in words_of("refusals").items():
            for wording in entry.get("start", ()):
                words = str(wording).replace("-", " ").split()
                if _opens(u, position, words) and _has_object(u, position + len(words), len(words)):
                    return str(name)
    return None


def _openings(u: Understanding) -> list[int]:
    """Where sentences begin, polite words passed over."""
    found = []
    for position, token in enumerate(u.tokens):
        if position == 0 or token.starts_sentence:
            while position < len(u.tokens) and u.word(position) in POLITE:
                position += 1
            found.append(position)
    return found


def _opens(u: Understanding, position: int, words: list[str]) -> bool:
    """Whether these words stand here as typed (a plural is a noun, not a command), '...' standing for any words."""
    if "..." in words or ".." in words:
        gap = next(index for index, word in enumerate(words) if set(word) == {"."})
        following = range(position + gap, position + gap + 8)
        return _opens(u, position, words[:gap]) and any(_opens(u, start, words[gap + 1 :]) for start in following)
    return all(u.plain(position + offset) == word for offset, word in enumerate(words))


def _has_object(u: Understanding, position: int, length: int) -> bool:
    if length > 1:
        return True
    is_account = any(position in match.at or position + 1 in match.at for match in u.accounts)
    return is_account or u.plain(position) in OBJECTS or u.word(position) in OBJECTS


def _all_of(u: Understanding, *calls: ToolCall) -> Plan:
    return Plan(calls, frozenset(range(len(u.tokens))))
