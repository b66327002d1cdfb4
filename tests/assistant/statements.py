"""Right statements in many forms, and what becomes of them when one figure is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from pathlib import Path

import yaml

from tests.assistant.evidence import evidence
from tools.facts import Fact

HERE = Path(__file__).parent
ROUNDED = (
    "arr",
    "nrr_change",
    "arr_change",
    "segments",
    "nrr_by_segment",
    "two_accounts",
    "top",
    "bridge",
    "concentration",
)
NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[+-]?)(?P<currency>\$?)(?P<digits>\d+(?:[.,]\d+)*)(?P<unit>k(?!\w)|(?: ?%| points| pp)?)"
)
NAME = re.compile(r"(?:Company|feature)_\d+")
YEAR = re.compile(r"(?:19|20)\d\d")
TAKEN_AWAY = re.compile(r"churned|contraction", re.IGNORECASE)


def written_statements() -> Iterator[tuple[str, str]]:
    """Name of an evidence, and a text somebody wrote about it."""
    texts = yaml.safe_load((HERE / "right_statements.yaml").read_text(encoding="utf-8"))
    yield from ((name, text) for name, lines in texts.items() for text in lines)


def rounded_statements() -> Iterator[tuple[str, str]]:
    """Each fact in the forms a model may round it to."""
    for name in ROUNDED:
        for fact in evidence(name)[0].facts:
            if "comparison" not in fact.subject:
                yield from ((name, f"{_about(fact)}: {form}.") for form in _forms(fact))


def _about(fact: Fact) -> str:
    who = ", ".join([*fact.subject.values(), *([f"{fact.period.start} to {fact.period.end}"] if fact.period else [])])
    return f"{fact.label} ({who})" if who else fact.label


def _forms(fact: Fact) -> Iterator[str]:
    value = Decimal(fact.value) if isinstance(fact.value, (Decimal, int)) else Decimal(0)
    yield fact.display
    if fact.unit == "percent":
        percent = value * 100
        yield from (f"{_to(percent, 0)}%", f"{_to(percent, 1)}%", f"{_to(percent, 2)} %", f"{_to(percent, 1)} percent")
        yield from (f"{_to(percent, 1)} %".replace(".", ","), f"{_to(value, 2)}x", f"about {_to(percent, 0)} %")
    elif fact.unit == "money" and value >= 1000:
        yield from (f"${_to(value / 1000, 1)}k", f"{_to(value, 0):,} dollars", f"USD {_to(value, 0)}")
        yield from (f"{_to(value, 0):,}".replace(",", ".") + ",00 $", f"{_to(value / 1000, 1)} thousand dollars")


def _to(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def mutations(text: str) -> Iterator[tuple[str, str]]:
    """The text with one figure changed: a digit by one, tenfold, the sign, the currency, the unit, the year."""
    names = [match.span() for match in NAME.finditer(text)]
    for match in NUMBER.finditer(text):
        in_name = any(start <= match.start() < end for start, end in names)
        is_mark = text[: match.start()].endswith(("\n", "| ")) and re.match(r"[.)]|\s*\|", text[match.end() :])
        if (
            in_name
            or is_mark
            or (match.start() == 0 and text[match.end() :].startswith(". "))
            or not match["digits"].strip("0.,")
        ):
            continue
        for kind, changed in _changes(match, text):
            yield kind, text[: match.start()] + changed + text[match.end() :]


def _changes(match: re.Match[str], text: str) -> Iterator[tuple[str, str]]:
    sign, currency, digits, unit = match.groups()
    for place, digit in enumerate(digits):
        for other in {str(int(digit) + 1), str(int(digit) - 1)} & set("0123456789") if digit.isdigit() else ():
            yield "digit", f"{sign}{currency}{digits[:place]}{other}{digits[place + 1 :]}{unit}"
    if YEAR.fullmatch(digits) and not currency:
        return
    yield "tenfold", f"{sign}{currency}{digits.replace('.', '') if '.' in digits else digits + '0'}{unit}"
    is_amount = bool(currency or unit.strip())
    # What is taken away may be written with a minus.
    if is_amount and not TAKEN_AWAY.search(text):
        yield "sign", f"{'+' if sign == '-' else '-'}{currency}{digits}{unit}"
    if currency:
        yield "currency", f"{sign}€{digits}{unit}"
        yield "unit", f"{sign}{digits} %"
    elif "%" in unit:
        yield "unit", f"{sign}${digits}"
        yield "unit", f"{sign}{digits}"
    elif not unit.strip():
        yield "unit", f"{sign}{digits} %"
        yield "currency", f"{sign}${digits}"


def swaps(text: str) -> Iterator[str]:
    """The text with two figures of one kind exchanged."""
    found = [match for match in NUMBER.finditer(text) if match["currency"] or "%" in match["unit"]]
    for one, other in combinations(found, 2):
        if one[0] != other[0] and one["currency"] == other["currency"]:
            yield text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]
