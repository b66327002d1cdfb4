"""Numbers and amounts of money in a question: 'five', '10', '$50k', '1.5 million', '90 %'."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.planner.tokens import Token
from assistant.planner.wordings import words_of


@dataclass(frozen=True)
class Amount:
    """A number and the tokens it covers."""

    number: float
    at: tuple[int, ...]
    is_money: bool = False
    is_percent: bool = False

    @property
    def is_count(self) -> bool:
        return not self.is_money and not self.is_percent and self.number == int(self.number)


def find_amounts(tokens: Sequence[Token], taken: Collection[int]) -> tuple[Amount, ...]:
    """Every number that nothing else has taken."""
    found: list[Amount] = []
    for position in range(len(tokens)):
        done = found[-1].at[-1] if found else -1
        if position > done and position not in taken:
            amount = _amount(tokens, position, taken)
            if amount is not None:
                found.append(amount)
    return tuple(found)


def _amount(tokens: Sequence[Token], position: int, taken: Collection[int]) -> Amount | None:
    grammar = words_of("grammar")
    number = _number(tokens[position])
    if number is None:
        return None
    after = position + 1
    scale = [after] if after not in taken and _is_in(tokens, after, grammar["scales"]) else []
    for place in scale:
        number *= grammar["scales"][tokens[place].plain]
    after += len(scale)
    money = [place for place in (position - 1, after) if _is_in(tokens, place, grammar["money"])]
    percent = [after] if after < len(tokens) and tokens[after].word == "percent" else []
    at = tuple(sorted([position, *scale, *money, *percent]))
    return Amount(number, at, is_money=bool(money or scale), is_percent=bool(percent))


def _number(token: Token) -> float | None:
    named: dict[str, int] = words_of("grammar")["numbers"]
    if token.plain in named:
        return float(named[token.plain])
    typed = token.plain
    if not typed[:1].isdigit():
        return None
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", typed):
        return float(re.sub(r"[.,]", "", typed))
    return float(typed.replace(",", ".")) if len(re.findall(r"[.,]", typed)) <= 1 else None


def _is_in(tokens: Sequence[Token], position: int, words: Collection[str]) -> bool:
    return 0 <= position < len(tokens) and tokens[position].plain in words
