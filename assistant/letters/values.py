"""What a letter's sentences may be filled with: the values of its evidence by the names the outlines use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.letters.cleaning import clean, to_the_reader
from tools.evidence import Evidence
from tools.facts import Fact, write_value
from tools.names import shown

Names = Mapping[str, str]
YES = "yes"
LONGEST_NAME = 80
# What people are called by; anything else is for the sender to fill in.
PERSON = re.compile(r"[^\W\d_][\w.'’ -]{0,40}")
TITLES = ("dr", "prof", "mr", "mrs", "ms", "mx", "sir", "herr", "frau", "mme", "m")
NAMELESS = ("the company",)
INTERNAL = "escalation"
MAILS = "exchange of mails"
SOON_DAYS = 45


@dataclass(frozen=True)
class Values:
    """`names` fill sentences, `lists` hold the values of each item by list. A flag has an empty text and is known."""

    kind: str
    tone: str
    length: str
    without: tuple[str, ...]
    names: Names
    lists: Mapping[str, tuple[Names, ...]]


def values_of(evidence: Evidence) -> Values:
    head = {fact.metric: fact for fact in evidence.facts[: evidence.headline]}
    parts = {section.name: section.facts for section in evidence.sections}
    asked = head["letter_kind"]
    lists = {name: tuple(read(parts, head)) for name, read in LISTS.items()}
    names = {**_people(head), **_talk(head), **_terms(parts), **_points(parts), **_next(parts, asked.as_of)}
    names |= {name: "" for name, items in lists.items() if items}
    return Values(
        kind=str(asked.value),
        tone=str(asked.inputs["tone"]),
        length=str(asked.inputs["length"]),
        without=tuple(wish for wish in str(asked.inputs["without"]).split("\n") if wish),
        names={**names, "account": shown(clean(asked.subject["account"]), LONGEST_NAME)},
        lists=lists,
    )


def _people(head: Mapping[str, Fact]) -> Names:
    found: dict[str, str] = {}
    recipient, sender = head["letter_recipient"].value, head["letter_sender"].value
    if isinstance(recipient, str) and (name := clean(recipient)):
        first = first_name(name)
        found |= {"recipient": shown(name, LONGEST_NAME)} | ({"first": first} if PERSON.fullmatch(first) else {})
    if isinstance(sender, str) and "@" not in sender:
        found["sender"] = clean(sender)
    company = clean(str(head["letter_sender"].inputs["company"]))
    return found | ({} if company in NAMELESS else {"company": company})


def first_name(name: str) -> str:
    """ "Dr. Ana Silva" keeps her title, "Silva, Ana" is Ana."""
    given = name.rpartition(",")[2].strip() or name
    words = given.split()
    return name if words[0].rstrip(".").lower() in TITLES else words[0]


def _talk(head: Mapping[str, Fact]) -> Names:
    fact = head["letter_talk"]
    if fact.value is None:
        return {}
    kind, other = str(fact.inputs["kind"]), clean(str(fact.inputs["csm"]))
    found = {"talk_day": fact.display, "talk_kind": kind}
    found |= {"is_mail" if kind == MAILS else "is_talk": ""}
    found |= {"other_csm": other} if other else {}
    found |= {"talk_with": clean(str(fact.inputs["with"]))} if fact.inputs["with"] else {}
    return found | ({"spoke": ""} if fact.inputs["is_recipient"] == YES else {})


PLAIN: Mapping[str, str] = {
    "contract_amount": "amount",
    "contract_seats": "seats",
    "contract_product": "product",
    "contract_term": "term",
    "new_amount": "new_amount",
    "amount_before": "amount_before",
    "reduced_on": "reduced_day",
    "active_users_recent": "users",
    "health_status": "status",
    "health_score": "score",
    "days_to_renewal": "days_left",
}


def _terms(parts: Mapping[str, tuple[Fact, ...]]) -> Names:
    known = [fact for facts in parts.values() for fact in facts if fact.value is not None]
    found = {PLAIN[fact.metric]: clean(fact.display) for fact in known if fact.metric in PLAIN}
    is_lost = any(fact.metric == "contract_amount" and fact.value is None for facts in parts.values() for fact in facts)
    found |= {"lost": ""} if is_lost else {}
    due = next((fact for fact in known if fact.metric == "renewal_due_on"), None)
    if due:
        is_past = date.fromisoformat(str(due.value)) < due.as_of
        found["overdue_day" if is_past else "renewal_day"] = due.display
        found |= {"soon": ""} if (date.fromisoformat(str(due.value)) - due.as_of).days <= SOON_DAYS else {}
    return found


def _points(parts: Mapping[str, tuple[Fact, ...]]) -> Names:
    """The goal, the ticket and the thanks that a sentence may be about."""
    found: dict[str, str] = {}
    for item in list(_goals(parts.get("goals", ())))[:1]:
        found |= {name if name == "goal" else f"goal_{name}": value for name, value in item.items()}
    for fact in parts.get("issues", ())[:1]:
        if subject := clean(str(fact.inputs["subject"])):
            found |= {"ticket_subject": subject, "ticket_day": fact.display}
            found |= {"escalated": ""} if fact.metric == "escalated_ticket" else {}
    for fact in parts.get("wins", ())[:1]:
        if what := clean(str(fact.inputs["what"])):
            found |= {"thanks_what": what.replace("_", " "), "thanks_day": fact.display}
    return found


def _next(parts: Mapping[str, tuple[Fact, ...]], today: date) -> Names:
    """The first day ahead among the agreed steps that are not done."""
    ahead = [
        fact
        for fact in parts.get("decisions", ())
        if fact.value is not None and not fact.inputs["done_on"] and date.fromisoformat(str(fact.value)) > today
    ]
    first = min(ahead, key=lambda fact: str(fact.value), default=None)
    return {"next_step": clean(str(first.inputs["step"])), "next_day": first.display} if first else {}


def _steps(metric: str) -> Callable[..., Iterator[Names]]:
    def read(parts: Mapping[str, tuple[Fact, ...]], head: Mapping[str, Fact]) -> Iterator[Names]:
        found = [fact for facts in parts.values() for fact in facts if fact.metric == metric]
        yield from (_step(fact, head) for fact in found)

    return read


def _step(fact: Fact, head: Mapping[str, Fact]) -> Names:
    inputs = fact.inputs
    step = clean(str(inputs["step"]))
    is_read_there = inputs["side"] == "ours" and head["letter_kind"].value != INTERNAL
    item = {"step": to_the_reader(step) if is_read_there else step, "who": _who(fact, head)}
    item |= {
        f"{name}_day": write_value(inputs[f"{name}_on"], "date") for name in ("said", "done") if inputs[f"{name}_on"]
    }
    item |= {"ours": ""} if inputs["side"] == "ours" else {}
    item |= {"relative": ""} if inputs["is_relative"] == YES else {}
    if due := str(inputs["due_on"]):
        item["due_day"] = write_value(due, "date")
        item |= {"late": ""} if date.fromisoformat(due) < fact.as_of else {}
    return item


def _who(fact: Fact, head: Mapping[str, Fact]) -> str:
    """ "We (Maya)", "You", or the person by name."""
    owner = clean(str(fact.inputs["owner"]))
    if fact.inputs["side"] == "ours":
        return f"We ({first_name(owner)})" if owner and "@" not in owner else "We"
    talk = head["letter_talk"].inputs
    if not owner and talk.get("is_recipient") != YES:
        return clean(str(talk.get("with", ""))) or "You"
    return "You" if owner in ("", clean(str(head["letter_recipient"].value or ""))) else owner


def _late(parts: Mapping[str, tuple[Fact, ...]], head: Mapping[str, Fact]) -> Iterator[Names]:
    yield from (item for item in _steps("open_promise")(parts, head) if "late" in item)


def _values(parts: Mapping[str, tuple[Fact, ...]], _head: Mapping[str, Fact]) -> Iterator[Names]:
    """The goals, then how many people work with it."""
    points, terms = parts.get("value_points", ()), _terms(parts)
    yield from _goals(points)
    product = {"product": terms["product"]} if "product" in terms else {}
    yield from ({"users": fact.display, **product} for fact in points if fact.metric == "active_users_recent")


def _goals(facts: Sequence[Fact]) -> Iterator[Names]:
    """One item for each goal, from the facts that share it."""
    for goal in dict.fromkeys(fact.subject["goal"] for fact in facts if "goal" in fact.subject):
        item = {"goal": clean(goal)}
        for fact in (fact for fact in facts if fact.subject.get("goal") == goal):
            item |= GOALS[fact.metric](fact)
        yield item


def _standing(fact: Fact) -> Names:
    item = {"now": fact.display} | ({"met": ""} if fact.metric == "goal_met" else {})
    return item | ({"measure": clean(str(fact.inputs["measure"]))} if fact.inputs["measure"] else {})


GOALS: Mapping[str, Callable[[Fact], Names]] = {
    "goal_now": _standing,
    "goal_met": _standing,
    "goal_start": lambda fact: {"baseline": fact.display},
    "goal_target": lambda fact: {"target": fact.display},
}


def _tickets(parts: Mapping[str, tuple[Fact, ...]], _head: Mapping[str, Fact]) -> Iterator[Names]:
    for fact in parts.get("issues", ()):
        days = write_value(fact.inputs["days_open"], "days")
        item = {"ticket": clean(fact.subject["ticket"]), "day": fact.display, "days_open": days}
        item |= {name: clean(str(fact.inputs[name])) for name in ("subject", "priority") if fact.inputs[name]}
        yield item | ({"escalated": ""} if fact.metric == "escalated_ticket" else {})


def _stakes(parts: Mapping[str, tuple[Fact, ...]], _head: Mapping[str, Fact]) -> Iterator[Names]:
    terms = _terms(parts)
    for flag, wanted in (
        ("is_amount", "amount"),
        ("is_renewal", "renewal_day"),
        ("is_overdue", "overdue_day"),
        ("is_use", "users"),
    ):
        if wanted in terms:
            yield {**terms, flag: ""}


def _signs(parts: Mapping[str, tuple[Fact, ...]], _head: Mapping[str, Fact]) -> Iterator[Names]:
    yield from ({"sign": fact.label, "day": fact.display} for fact in parts.get("risks", ()))


LISTS: Mapping[str, Callable[..., Iterator[Names]]] = {
    "agreed": _steps("agreed_step"),
    "kept": _steps("kept_promise"),
    "promises": _steps("open_promise"),
    "late_promises": _late,
    "value": _values,
    "tickets": _tickets,
    "stakes": _stakes,
    "signs": _signs,
}
