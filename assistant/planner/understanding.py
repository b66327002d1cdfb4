"""A question taken apart: what each of its words was found to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.planner.amounts import Amount, find_amounts
from assistant.planner.gates import without_figures
from assistant.planner.index import Index
from assistant.planner.lexicon import RANK, everyday_words, ordinary_words
from assistant.planner.mentioned import partial_names, unknown_names
from assistant.planner.phrases import UNPASSABLE, Match, longest
from assistant.planner.tokens import Token, tokenise
from assistant.planner.wordings import english, word_set
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.period_mentions import PeriodMention
from tools.period_words import find_periods
from tools.periods import Calendar, Period

# Metrics that are only the noun of what is counted: beside a finer one of the same rows they add nothing.
PLAIN_NOUNS = ("tickets", "usage_count", "churn_events")
HARMLESS_KINDS = frozenset(
    ("harmless", "join", "count", "total", "list", "all", "only", "right", "noun", "any", "mine", "book")
)


SAID_BY_MARK = {
    "trial_subscriptions": "is_trial", "reactivation_arr": "is_reactivation", "reactivated_accounts": "is_reactivation",
    "escalated_tickets": "is_escalated",
}  # fmt: skip
UNMARKED = ("escalation_rate", "escalated_tickets")
# What the rows of a table are called: 'bug tickets' are tickets of that category.
NOUN_OF = {"account": "accounts", "ticket": "tickets", "case": "tickets", "subscription": "subscriptions"}
NOW = ("today", "now", "this week", "right now", "at the moment", "currently")
_UNIT_END = re.compile(r"(?i)(?:month|quarter)[- ]end")


@dataclass(frozen=True)
class When:
    """A period mention and the tokens it covers."""

    mention: PeriodMention
    at: tuple[int, ...]

    @property
    def is_now(self) -> bool:
        """'right now' says no more than that today is meant."""
        return self.mention.text.lower() in NOW


@dataclass(frozen=True, eq=False)
class Understanding:
    """The words of one question, and what they were matched with; matches never overlap."""

    text: str
    index: Index
    calendar: Calendar
    tokens: tuple[Token, ...]
    accounts: tuple[Match, ...]
    whens: tuple[When, ...]
    amounts: tuple[Amount, ...]
    matches: tuple[Match, ...]
    shadowed: tuple[Match, ...] = ()
    echoes: tuple[Match, ...] = ()

    def of(self, *kinds: str) -> list[Match]:
        return [match for match in self.matches if match.kind in kinds]

    def has(self, *kinds: str) -> bool:
        return any(match.kind in kinds for match in self.matches)

    def word(self, position: int) -> str:
        return self.tokens[position].word if 0 <= position < len(self.tokens) else ""

    def plain(self, position: int) -> str:
        return self.tokens[position].plain if 0 <= position < len(self.tokens) else ""

    def has_word(self, *words: str) -> bool:
        return any(token.word in words for token in self.tokens)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        return tuple(METRICS[match.value] for match in self.of("metric"))

    @cached_property
    def by_position(self) -> dict[int, Match]:
        return {position: match for match in (*self.matches, *self.accounts) for position in match.at}

    def leftovers(self, used: Iterable[int]) -> list[int]:
        """Positions of words that nothing used and that carry meaning."""
        done = set(used)
        free = {position for match in self.of(*HARMLESS_KINDS) for position in match.at}
        free |= self._leading(done | free) | self._echoed()
        dated = {at for when in self.whens for at in when.at if not when.is_now} - done
        return [
            position
            for position in range(len(self.tokens))
            if position in dated or not (position in done or position in free or self._is_empty(position))
        ]

    def _echoed(self) -> set[int]:
        """Words of a second wording of a metric already named: 'support' in 'support tickets opened'."""
        named = {match.value for match in self.of("metric")}
        frames = [METRICS[name].frame for name in named]
        said = {name for name in PLAIN_NOUNS if METRICS[name].frame in frames} | named
        return {position for match in self.echoes if match.value in said for position in match.at}

    def _leading(self, done: set[int]) -> set[int]:
        """The 'by' or 'each' before a word that something used ('top 10 by ARR')."""
        found: set[int] = set()
        for match in self.of("group"):
            following = match.last + 1
            while following < len(self.tokens) - 1 and following not in done and following - match.last <= 3:
                following += 1
            is_trailing = self.word(match.first) == "each" and match.first - 1 in done
            is_doer = self.word(match.first - 1) in word_set("passive")
            other = self.by_position.get(following)
            if self.word(match.first) == "per" and other is not None and other.kind == "metric":
                continue  # 'errors per seat' is a ratio, not a group
            if following in done or is_trailing or is_doer:
                found.update(match.at)
        return found

    def _is_empty(self, position: int) -> bool:
        token, words = self.tokens[position], everyday_words()
        return self._may_be_empty(position) and (token.word in words or token.plain in words)

    def _may_be_empty(self, position: int) -> bool:
        """Whether an everyday word here is nothing more: not matched, or a code that was not meant ('in', 'us')."""
        match = self.by_position.get(position)
        if self.word(position) in ("when", "where") and (position == 0 or self.tokens[position].follows_mark):
            return False
        return (
            match is None or match.kind in ("value", "above", "below", "at_most", "about") or match.value == "product"
        )


def understand(text: str, index: Index, calendar: Calendar) -> Understanding:
    """Accounts first, then periods, then the longest wordings. Raises InvalidRequest for a day that cannot be."""
    typed = tokenise(text)
    ordinary = ordinary_words()
    accounts = index.accounts.find(typed, ordinary)
    named = frozenset(position for match in accounts for position in match.at)
    whens = _whens(text, typed, calendar, named)
    dated = frozenset(position for when in whens for position in when.at)
    tokens = index.speller.correct(typed, named | dated)
    accounts += [
        match
        for match in index.accounts.find(tokens, ordinary)
        if named.isdisjoint(match.at) and dated.isdisjoint(match.at)
    ]
    taken = named | dated | {position for match in accounts for position in match.at}
    found = index.find(tokens, taken)
    found += _abbreviated(tokens, found, taken, index)
    accounts += partial_names(tokens, found, taken, index.accounts)
    accounts += [] if accounts else unknown_names(tokens, found, taken)
    found = [match for match in found if accounts or match.kind != "attribute"]
    found = without_figures(found, tokens, names_account=bool(accounts))
    matches = _marks_as_such(longest(found, RANK, _named_in(tokens, found, index)), tokens, index)
    free = taken | {at for match in (*matches, *accounts) for at in match.at if match.kind != "group"}
    return Understanding(
        text,
        index,
        calendar,
        tokens,
        tuple(accounts),
        whens,
        find_amounts(tokens, free),
        tuple(matches),
        tuple(match for match in found if match.kind == "value" and match not in matches),
        tuple(match for match in found if match.kind == "metric" and match not in matches),
    )


def _marks_as_such(matches: Sequence[Match], tokens: Sequence[Token], index: Index) -> list[Match]:
    """'reactivations' beside churn events is a mark of these, not a metric of its own."""
    metrics = [match for match in matches if match.kind == "metric"]
    return [
        replace(match, kind="flag", value=(SAID_BY_MARK[match.value],))
        if _is_mark(match, metrics, tokens, index)
        else match
        for match in matches
    ]


def _is_mark(match: Match, metrics: Sequence[Match], tokens: Sequence[Token], index: Index) -> bool:
    mark = index.vocabulary.dimensions.get(SAID_BY_MARK.get(str(match.value), "")) if match.kind == "metric" else None
    if mark is None:
        return False
    if match.first > 0 and tokens[match.first - 1].word in UNPASSABLE:
        return True
    others = [other for other in metrics if other.value not in UNMARKED and not _is_linked(other, match, tokens)]
    others = [other for other in others if other.value != match.value]
    return any(mark.table in ("accounts", METRICS[other.value].frame.cut_table) for other in others)


def _is_linked(one: Match, other: Match, tokens: Sequence[Token]) -> bool:
    first, second = sorted((one, other), key=lambda match: match.first)
    between = tokens[first.last + 1 : second.first + 1]
    return any(token.word in ("and", "versus") or "," in token.before for token in between)


def _abbreviated(tokens: Sequence[Token], found: Sequence[Match], taken: frozenset[int], index: Index) -> list[Match]:
    """'cybersec' for the one value that begins so, 'cyber security' for the one written as one word."""
    explained = {position for match in found for position in match.at} | taken
    joined = [
        Match("value", index.values[word], (position, position + 1))
        for position in range(len(tokens) - 1)
        if (word := tokens[position].plain + tokens[position + 1].plain) in index.values
        and tokens[position].plain not in index.values
        and explained.isdisjoint((position, position + 1))
    ]
    words = everyday_words() | english()
    return joined + [
        Match("value", index.by_beginning(token.plain), (position,))
        for position, token in enumerate(tokens)
        if position not in explained and token.plain not in words and index.by_beginning(token.plain)
    ]


def _rows_of(index: Index, dimension: str) -> str:
    known = index.vocabulary.dimensions.get(dimension)
    return known.table if known else "accounts"


def _named_in(tokens: Sequence[Token], found: Sequence[Match], index: Index) -> frozenset[Match]:
    """Values written like names, with a capital inside a sentence, or beside their dimension: other readings yield."""
    names = [(match.first, match.last, set(match.value)) for match in found if match.kind == "dimension"]
    is_loud = sum(token.is_capital for token in tokens) > len(tokens) / 2
    labels = {match.at for match in found if match.kind == "metric"}
    named = []
    for match in found:
        if match.kind != "value":
            continue
        token, own = tokens[match.first], {dimension for dimension, _ in match.value}
        is_capital = token.is_capital and match.first > 0 and not token.starts_sentence and not is_loud
        is_beside = any(
            own & dims and (first == match.last + 1 or last == match.first - 1) for first, last, dims in names
        )
        following = tokens[match.last + 1].word if match.last + 1 < len(tokens) else ""
        is_beside = is_beside or any(_rows_of(index, dimension) == NOUN_OF.get(following) for dimension in own)
        is_listed = token.is_capital and _is_listed(match, found, tokens)
        if is_beside or is_listed or (is_capital and match.at not in labels):
            named.append(match)
    return frozenset(named)


def _is_listed(match: Match, found: Sequence[Match], tokens: Sequence[Token]) -> bool:
    """'Growth and Scale': a value joined to another one of the same dimension."""
    own = {dimension for dimension, _ in match.value}
    for other in found:
        first, second = sorted((match, other), key=lambda item: item.first)
        between = [token.word for token in tokens[first.last + 1 : second.first]]
        is_joined = between in (["and"], ["or"], ["versus"]) or (not between and "," in tokens[second.first].before)
        if other.kind == "value" and first is not second and is_joined and own & {name for name, _ in other.value}:
            return tokens[other.first].is_capital
    return False


def _whens(text: str, tokens: Sequence[Token], calendar: Calendar, taken: frozenset[int]) -> tuple[When, ...]:
    """Periods that are not part of an account's name."""
    found = []
    for mention in find_periods(text, calendar):
        at = tuple(
            index for index, token in enumerate(tokens) if token.start < mention.span[1] and token.end > mention.span[0]
        )
        if at and taken.isdisjoint(at):
            found.append(When(mention, at))
    dated = [when for when in found if not _UNIT_END.fullmatch(when.mention.text)]
    merged: dict[Period, When] = {}
    for when in dated or found:
        same = merged.get(when.mention.period)
        merged[when.mention.period] = replace(same, at=(*same.at, *when.at)) if same else when
    return tuple(merged.values())
