"""Which amount of a question is which input: the nearest wording that fits its kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.planner.amounts import Amount
from assistant.planner.phrases import Match, PhraseBook, phrases
from assistant.planner.tokens import Token
from assistant.planner.what_ifs.writing import A_MONTH
from assistant.planner.wordings import words_of
from tools.facts import Unit
from tools.what_if.inputs import INPUTS
from tools.what_if_requests import Stated

FARTHEST = 6
ACROSS_A_MARK = 3
# A percent typed without its sign: nobody keeps more than this many times what they had.
LARGEST_FRACTION = 1.5
# A smaller number without a sign of money is a count, or half of a ratio ("4:1").
SMALLEST_MONEY = 100


# Of the others 'churn -250k' and 'churn 250k' say the same.
SIGNED = frozenset(("profit_margin", "growth"))
# What a yearly input is called when its amount is one of a month.
MONTHLY = {"annual_revenue": "monthly_revenue", "annual_churn": "monthly_churn"}
YEARLY = {month: year for year, month in MONTHLY.items()}


@dataclass(frozen=True)
class Role:
    """An amount, the input it is stated for, and the words that say so."""

    amount: Amount
    words: Match
    name: str

    @property
    def stated(self) -> Stated:
        if self.name == "points":
            return Stated(name=self.name, amount=round(self.amount.number / 100, 10))
        amount = as_unit(self.amount, INPUTS[self.name].unit)
        return Stated(name=self.name, amount=amount if self.name in SIGNED else abs(amount))

    @property
    def at(self) -> tuple[int, ...]:
        return (*self.amount.at, *self.words.at)


@lru_cache(maxsize=1)
def _book() -> PhraseBook:
    wordings = words_of("what_ifs")["inputs"]
    return PhraseBook(phrase for name, words in wordings.items() for phrase in phrases("input", name, words))


def roles(tokens: Sequence[Token], amounts: Sequence[Amount], wanted: Collection[str]) -> list[Role]:
    """Amounts with the nearest wording of a wanted input; each amount and each input once, the nearest first."""
    yearly = {YEARLY.get(name, name) for name in wanted}
    found = [match for match in _book().find(tokens) if match.value in yearly]
    read = [pair for pair in _pairs(tokens, amounts, found) if pair[1].name in wanted]
    pairs = sorted(read, key=lambda pair: (pair[0], -len(pair[1].words.at)))
    chosen: list[Role] = []
    for _, role in pairs:
        is_free = all(role.amount is not other.amount and role.name != other.name for other in chosen)
        if is_free and all(set(role.words.at).isdisjoint(other.words.at) for other in chosen):
            chosen.append(role)
    return chosen


def as_unit(amount: Amount, unit: Unit) -> float:
    """A percent as a fraction, whether its sign was typed or not."""
    is_percent = amount.is_percent or (unit == "percent" and abs(amount.number) > LARGEST_FRACTION)
    return round(amount.number / 100, 10) if is_percent else amount.number


def _pairs(tokens: Sequence[Token], amounts: Sequence[Amount], found: Sequence[Match]) -> Iterator[tuple[int, Role]]:
    for amount in amounts:
        for match in found:
            if fits(amount, INPUTS[str(match.value)].unit) and set(match.at).isdisjoint(amount.at):
                distance = _distance(tokens, amount.at, match.at)
                if distance <= FARTHEST:
                    yield distance, Role(amount, match, _name(tokens, amount, match))


def _name(tokens: Sequence[Token], amount: Amount, words: Match) -> str:
    """'2 % a month churn' states the churn of a month."""
    beside = {amount.at[0] - 1, amount.at[-1] + 1, words.first - 1, words.last + 1}
    is_monthly = any(tokens[at].word == A_MONTH for at in beside if 0 <= at < len(tokens))
    return MONTHLY.get(str(words.value), str(words.value)) if is_monthly else str(words.value)


def fits(amount: Amount, unit: Unit) -> bool:
    if unit == "percent":
        return not amount.is_money
    if unit == "money":
        return amount.is_money or (not amount.is_percent and amount.number >= SMALLEST_MONEY)
    return not amount.is_percent and not amount.is_money


def _distance(tokens: Sequence[Token], one: Sequence[int], other: Sequence[int]) -> int:
    """How many words apart; a comma or another mark between them counts for several."""
    first, second = (one, other) if one[0] < other[0] else (other, one)
    start, end = max(first[0], min(first[-1], second[0] - 1)), second[0]
    marks = sum(1 for token in tokens[start + 1 : end + 1] if token.before.strip())
    return end - start - 1 + ACROSS_A_MARK * marks
