"""Accounts mentioned by less than their name: by a part of it, or by a word that nobody knows in the place of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.planner.accounts import KIND, AccountIndex
from assistant.planner.lexicon import everyday_words
from assistant.planner.phrases import Match
from assistant.planner.tokens import Token
from assistant.planner.wordings import english, word_set, words_of
from tools.dimensions import ACCOUNT

MOST_WORDS = 3
# What is asked of an account rather than of a figure.
OF_ACCOUNTS = frozenset(("topic", "signal", "status", "about", "vague", "churned_question", "why"))
SITUATIONS = ("find_playbook",)


def partial_names(
    tokens: Sequence[Token], found: Sequence[Match], taken: frozenset[int], accounts: AccountIndex
) -> list[Match]:
    """Words that are only known as a part of account names: 'Acme' for 'Acme Logistics'."""
    explained = {position for match in found for position in match.at} | taken
    words = everyday_words() | words_of("grammar")["numbers"].keys()
    parts: list[Match] = []
    for position, token in enumerate(tokens):
        is_free = position not in explained and not {token.word, token.plain} & words
        goes_on = bool(parts) and parts[-1].last == position - 1
        if is_free and (accounts.holds(token.plain) or (goes_on and accounts.begins(token.plain))):
            at = (*parts.pop().at, position) if goes_on else (position,)
            parts.append(Match(KIND, _typed(tokens, at), at))
    return [_with_unknown(tokens, part, explained) for part in parts]


def unknown_names(tokens: Sequence[Token], found: Sequence[Match], taken: frozenset[int]) -> list[Match]:
    """Words that mean nothing, where only a name can stand: 'why is apple red', 'brief me on apple', "apple's health".

    They are handed on as typed, so that the tool can say that there is no such account.
    """
    explained = {position for match in found for position in match.at} | taken
    kinds = {match.kind for match in found}
    is_asked = bool(kinds & OF_ACCOUNTS) and "metric" not in kinds
    start = 0
    while start < len(tokens):
        at = _unknown_from(tokens, start, explained)
        if at and (
            (_is_owner(tokens, at) and (is_asked or tokens[at[-1]].plain not in english()))
            or (_is_subject(tokens, at) and is_asked)
            or _is_object(tokens, at, found)
        ):
            return [Match(KIND, _typed(tokens, at), at)]
        start = at[-1] + 1 if at else start + 1
    return []


def _with_unknown(tokens: Sequence[Token], part: Match, explained: Collection[int]) -> Match:
    """'is banana steel red' is not about the account that has 'steel' in its name."""
    start = part.first
    while start > 0 and start - 1 not in explained and _is_unknown(tokens[start - 1]):
        start -= 1
    at = tuple(range(start, part.last + 1))
    is_whole = len(at) > len(part.at) and _is_subject(tokens, at)
    return Match(KIND, _typed(tokens, at), at) if is_whole else part


def _unknown_from(tokens: Sequence[Token], start: int, explained: Collection[int]) -> tuple[int, ...]:
    """The words from here on that mean nothing; none where one of them begins with a mark, or there are many."""
    end = start
    while (
        end < len(tokens) and end not in explained and _is_unknown(tokens[end]) and not _is_parted(tokens, start, end)
    ):
        end += 1
    return tuple(range(start, end)) if 0 < end - start <= MOST_WORDS else ()


def _is_unknown(token: Token) -> bool:
    known = everyday_words() | word_set("limiting") | words_of("grammar")["numbers"].keys()
    return bool(token.typed) and not token.is_number and known.isdisjoint((token.word, token.plain))


def _is_parted(tokens: Sequence[Token], start: int, end: int) -> bool:
    return end > start and tokens[end].follows_mark


def _is_owner(tokens: Sequence[Token], at: Sequence[int]) -> bool:
    """'Apple's', but not 'our competitor's'."""
    end = at[-1] + 1
    is_owner = end < len(tokens) and tokens[end].word == "is" and not tokens[end].typed
    before = tokens[at[0] - 1].word if at[0] else ""
    return is_owner and before not in word_set("articles")


def _is_subject(tokens: Sequence[Token], at: Sequence[int]) -> bool:
    """Right behind the verb that opens the question, with what is said of it behind: 'is apple ready'."""
    verb = at[0] - 1
    opener = tokens[verb - 1].word if verb > 0 and not tokens[verb].follows_mark else ""
    is_opening = verb >= 0 and (not opener or opener in word_set("asking_how"))
    return (
        is_opening
        and not word_set("singular_verbs").isdisjoint((tokens[verb].word, tokens[verb].plain))
        and at[-1] + 1 < len(tokens)
    )


def _is_object(tokens: Sequence[Token], at: Sequence[int], found: Sequence[Match]) -> bool:
    """At the end of what is asked of one account: 'brief me on apple', 'health of apple'."""
    before = at[0] - 1
    if before < 0 or tokens[before].word not in word_set("spelling_before_names") | {"on", "about"}:
        return False
    is_last = at[-1] + 1 == len(tokens) or tokens[at[-1] + 1].follows_mark
    asked = [match for match in found if match.last in (before, before - 1)]
    topics = [words_of("topics")[str(match.value)] for match in found if match.kind == "topic"]
    if not is_last or any(entry["tool"] in SITUATIONS for entry in topics):
        return False
    return any(match.kind == "about" or _is_of_one(match) for match in asked)


def _is_of_one(match: Match) -> bool:
    """Whether a topic is about one account, or can be."""
    entry = words_of("topics")[str(match.value)] if match.kind == "topic" else {}
    return entry.get("needs") == ACCOUNT or "with_account" in entry or entry.get("tool") == "find_signals"


def _typed(tokens: Sequence[Token], at: Sequence[int]) -> str:
    return " ".join(tokens[position].typed for position in at)
