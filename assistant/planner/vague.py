"""Words that can mean several things: the question goes back, with complete questions to choose from."""

from __future__ import annotations

from typing import Any

from assistant.planner.calls import call
from assistant.planner.phrases import Match
from assistant.planner.slots import Plan, Slots
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import words_of
from tools.requests import AskBack


def read_vague(slots: Slots) -> Plan | None:
    """None unless a vague word stands there that nothing else made precise."""
    u = slots.u
    open_words = [match for match in u.of("vague") if slots.used.isdisjoint(match.at) and not _is_of_cohorts(u, match)]
    if not open_words:
        return _nameless_account(u) or _country_or_us(u) or _own_book(u)
    match = open_words[0]
    entry: dict[str, Any] = words_of("vague")[match.value]
    return _back(u, entry["question"], tuple(_instead(u, match, word, entry) for word in entry["instead"]))


def _is_of_cohorts(u: Understanding, match: Match) -> bool:
    """'retention' of cohorts is counted in one way."""
    return match.value == "retention" and u.has("cohort")


def _instead(u: Understanding, match: Match, precise: str, entry: dict[str, Any]) -> str:
    """The question with the precise words in the place of the vague one."""
    when = f" {u.text[u.tokens[u.whens[0].at[0]].start : u.tokens[u.whens[0].at[-1]].end]}" if u.whens else ""
    if entry.get("replaces_all"):
        return precise.rstrip("?") + when + "?"
    before, after = u.text[: u.tokens[match.first].start], u.text[u.tokens[match.last].end :]
    written = f"{before}{precise}{after}".strip()
    return written[:1].upper() + written[1:]


def _nameless_account(u: Understanding) -> Plan | None:
    """'What does Company pay?' where accounts are called Company_1, Company_2, ...: the number is missing."""
    for position, token in enumerate(u.tokens):
        is_opener = token.plain in u.index.accounts.openers and token.is_capital and position > 0
        if is_opener and not token.starts_sentence and not any(position in match.at for match in u.accounts):
            examples = sorted(u.index.accounts.names_with([token.plain]))[:3]
            start, end = token.start, token.end
            choices = tuple(f"{u.text[:start]}{name}{u.text[end:]}" for name in examples)
            return _back(u, f"Which account do you mean? '{token.typed}' is the beginning of many names.", choices)
    return None


def _country_or_us(u: Understanding) -> Plan | None:
    """'NRR for us': the United States, or ourselves?"""
    for match in u.of("value"):
        position = match.first
        is_open = u.plain(position) == "us" and u.word(position - 1) == "for" and not u.tokens[position].is_capital
        if is_open:
            before, after = u.text[: u.tokens[position - 1].start], u.text[u.tokens[position].end :]
            choices = (f"{before}in the US{after}", f"{before.rstrip()}{after}")
            return _back(u, "Do you mean the US accounts, or all of ours?", choices)
    return None


def _own_book(u: Understanding) -> Plan | None:
    """'my book' where the data does not record who looks after an account."""
    own = u.of("book")
    if not own or "csm" in u.index.vocabulary.dimensions:
        return None
    before, after = u.text[: u.tokens[own[0].first].start], u.text[u.tokens[own[0].last].end :]
    question = "The data does not record who looks after an account, so I can't tell which are yours. All accounts?"
    return _back(u, question, (f"{before}all accounts{after}".strip(),))


def _back(u: Understanding, question: str, choices: tuple[str, ...]) -> Plan:
    return Plan((call(AskBack(question=question, choices=choices[:6])),), frozenset(range(len(u.tokens))))
