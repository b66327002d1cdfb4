"""What evidence states: values with the ways they may be written, days and periods, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Literal

from assistant.claims.cues import COMPARED, FALLING, LEFT_OUT
from assistant.claims.dates import When, read_dates
from assistant.claims.fact_kinds import is_comparison, is_difference
from assistant.claims.numbers import Kind, Number, read_numbers
from assistant.claims.reading import readable, without
from assistant.claims.rounding import rounds_to
from assistant.claims.wordings import Trust, names_in, phrases_of, records_of, texts_of
from tools.evidence import Evidence
from tools.facts import Fact, Unit

Role = Literal["value", "input", "rows", "listed", "left out", "text"]
Kinds = frozenset[Kind]
WRITTEN_AS: dict[Unit, Kinds] = {
    "money": frozenset({"money", "plain"}),
    "percent": frozenset({"percent", "part"}),
    "count": frozenset({"plain"}),
    "days": frozenset({"days", "plain"}),
    "hours": frozenset({"hours", "plain"}),
    "minutes": frozenset({"minutes", "plain"}),
    "score": frozenset({"plain", "points"}),
    "ratio": frozenset({"plain", "times"}),
}
MEASURED: tuple[Unit, ...] = ("days", "hours", "minutes", "score", "count")
ROWS = ("row", "rows", "record", "records", "line", "lines")
NO_NOUN = ("", "in", "on", "at", "to", "for", "from", "and", "or", "against", "vs", "versus")
# Counts of rows and of lines in a list are said in certain words only.
COUNTED: Mapping[Role, Callable[[Number], bool]] = {
    "rows": lambda number: number.noun in ROWS,
    "listed": lambda number: number.noun not in NO_NOUN or number.lead in ("of", "the", "all"),
    "left out": lambda number: bool(LEFT_OUT.search(number.sentence)),
}
LISTED = ("breakdown", "ranking", "list", "trend", "comparison", "cohorts", "bridge")
# Amounts that are taken away and therefore often written with a minus.
TAKEN_AWAY = re.compile(r"contraction_|churned_[am]rr|churn_refunds")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = re.compile(r"\d+(?:\.\d+)?")
# The formulas that also look at the close before the period.
OPENING = re.compile(r"opening ARR|opening MRR|period's opening|close before")
TAKING = ("contraction", "contracted", "churn", "churned", "arr", "mrr", "refunds")


@dataclass(frozen=True)
class Stated:
    """A value and the kinds of number it may be written as; `name` is that of an input of the fact."""

    value: Decimal
    kinds: Kinds
    role: Role
    currency: str = ""
    fact: Fact | None = None
    name: str = ""

    def says(self, number: Number) -> bool:
        if number.value is None or number.kind not in self.kinds or not self._has_currency(number):
            return False
        if self.role == "text":
            return self.value == (-number.value if number.sign == "-" else number.value)
        if self.role in COUNTED:
            return number.value == self.value and COUNTED[self.role](number)
        return self._has_sign(number) and (rounds_to(self.value, number) or self._is_displayed(number))

    def _is_displayed(self, number: Number) -> bool:
        """Whether it is the figure as the fact itself is displayed: -0.02 for a change of -0.0189."""
        if self.fact is None or self.role != "value":
            return False
        shown = DIGITS.search(self.fact.display.replace(",", ""))
        return shown is not None and number.value == Decimal(shown[0])

    def _has_currency(self, number: Number) -> bool:
        return number.kind != "money" or not self.currency or number.currency == self.currency

    def _has_sign(self, number: Number) -> bool:
        if self.role == "input":
            return number.sign == ("-" if self.value < 0 else "")
        if 0 in (self.value, number.value):
            return True
        is_taken_away = bool(self.fact and not self.fact.is_change and TAKEN_AWAY.match(self.fact.metric))
        if number.sign == "-":
            return self.value < 0 or (is_taken_away and (number.is_listed or number.lead in TAKING))
        if number.sign == "+":
            return self.value > 0 and not is_taken_away
        is_compared = bool(self.fact and is_comparison(self.fact) and COMPARED.search(number.sentence))
        return self.value >= 0 or is_compared or bool(FALLING.search(number.sentence))


@dataclass(frozen=True)
class Ground:
    """Everything the evidence of one turn states.

    `phrases` are wordings of the tools and values in words that hold numbers: repeated as they are they claim nothing
    else. `titles` are those of its passages. `ranks` is the length of its longest list, `listings` how many lines of
    how many its lists show. `told` is the text that vouches for itself; `records` are texts of the company's data,
    whose numbers may only be quoted.
    """

    facts: tuple[Fact, ...]
    values: tuple[Stated, ...]
    whens: tuple[When, ...]
    days: frozenset[date]
    names: frozenset[str]
    worded: tuple[str, ...]
    titles: tuple[str, ...]
    told: str
    records: tuple[str, ...]
    phrases: frozenset[str]
    listings: frozenset[tuple[int, int]]
    ranks: int

    @cached_property
    def by_kind(self) -> dict[Kind, list[Stated]]:
        found: dict[Kind, list[Stated]] = {}
        for stated in self.values:
            for kind in stated.kinds:
                found.setdefault(kind, []).append(stated)
        return found

    def saying(self, number: Number) -> list[Stated]:
        """What the number may state."""
        return [stated for stated in self.by_kind.get(number.kind, ()) if stated.says(number)]


def ground_of(evidences: Sequence[Evidence]) -> Ground:
    facts = tuple(fact for evidence in evidences for fact in _facts(evidence))
    currencies = {fact.currency for fact in facts if fact.currency}
    currency = currencies.pop() if len(currencies) == 1 else ""
    names = frozenset(names_in(evidences))
    texts = [(readable(text), trust) for text, trust in texts_of(evidences)]
    whens: list[When] = []
    worded: list[Stated] = []
    for text, trust in texts:
        dates, rest = read_dates(text if trust == "full" else without(text, names) if trust != "dates" else text)
        whens += dates
        if trust != "dates":
            worded += [stated for number in read_numbers(rest) for stated in _from_text(number, trust, currency)]
    return Ground(
        facts=facts,
        values=(
            *(stated for fact in facts for stated in _from_fact(fact, currency)),
            *(stated for evidence in evidences for stated in _listing(evidence)),
            *worded,
        ),
        whens=tuple(whens),
        days=frozenset(_days(facts)),
        names=names,
        worded=tuple(text for text, _ in texts),
        titles=tuple(readable(passage.title) for one in evidences for passage in one.passages),
        told=" ".join(" ".join(text.split()) for text, trust in texts if trust in ("full", "bound")),
        records=tuple(readable(text) for text in records_of(evidences)),
        phrases=frozenset(readable(text).rstrip(" .") for text in phrases_of(evidences)),
        listings=frozenset((_listed(one), _listed(one) + one.omitted) for one in evidences),
        ranks=max((len(evidence.facts) for evidence in evidences), default=0),
    )


def _facts(evidence: Evidence) -> Iterator[Fact]:
    """The facts; in an answer of several parts about one account, what names nobody is that account's too."""
    accounts = {fact.subject["account"] for fact in evidence.facts if "account" in fact.subject}
    name = next(iter(accounts)) if len(accounts) == 1 else ""
    is_about_one = evidence.shape == "sections" and name and name in evidence.title
    for fact in evidence.facts:
        yield fact.model_copy(update={"subject": {"account": name}}) if is_about_one and not fact.subject else fact


def _from_fact(fact: Fact, currency: str) -> Iterator[Stated]:
    yield Stated(Decimal(fact.source.rows), frozenset({"plain"}), "rows", fact=fact)
    if isinstance(fact.value, (Decimal, int)):
        yield from _from_value(fact, Decimal(fact.value))
    if is_comparison(fact):
        return
    if fact.unit == "date":
        yield from _from_sign(fact)
        return
    for name, value in fact.inputs.items():
        if (
            isinstance(value, (Decimal, int))
            and (isinstance(value, int) or fact.unit in MEASURED)
            and fact.unit != "money"
        ):
            yield Stated(Decimal(value), WRITTEN_AS["count"], "input", fact=fact, name=name)
        elif isinstance(value, (Decimal, int)):
            yield Stated(Decimal(value), WRITTEN_AS["money"], "input", fact.currency or currency, fact, name)


def _from_sign(fact: Fact) -> Iterator[Stated]:
    """The figures of something that happened on a day: counts and days, shares as fractions, amounts."""
    for name, value in fact.inputs.items():
        if isinstance(value, (Decimal, int)):
            yield Stated(Decimal(value), WRITTEN_AS["days"] | WRITTEN_AS["money"], "input", "", fact, name)
            yield Stated(Decimal(value) * 100, WRITTEN_AS["percent"], "input", "", fact, name)


def _from_value(fact: Fact, value: Decimal) -> Iterator[Stated]:
    if fact.unit != "percent":
        yield Stated(value, WRITTEN_AS.get(fact.unit, frozenset({"plain"})), "value", fact.currency or "", fact)
        return
    if is_difference(fact):
        yield Stated(value * 100, frozenset({"points"}), "value", fact=fact)
        return
    yield Stated(value * 100, WRITTEN_AS["percent"], "value", fact=fact)
    times = 1 + value if is_comparison(fact) else value
    yield Stated(times, frozenset({"times"}), "value", fact=fact)


def _listing(evidence: Evidence) -> Iterator[Stated]:
    """How many were listed, how many left out, how many there are."""
    listed = _listed(evidence)
    counts = {len(evidence.passages), len(evidence.choices), listed, listed + evidence.omitted} - {0}
    counts -= set() if evidence.omitted else {1}
    yield from (Stated(Decimal(count), frozenset({"plain"}), "listed") for count in sorted(counts))
    for left_out in {evidence.omitted, *(section.more for section in evidence.sections)} - {0}:
        yield Stated(Decimal(left_out), frozenset({"plain"}), "left out")


def _listed(evidence: Evidence) -> int:
    lines = {_line(fact) for fact in evidence.facts[: evidence.headline]}
    return len(lines) if evidence.shape in LISTED else 0


def _line(fact: Fact) -> tuple[object, ...]:
    return (*fact.subject.values(), fact.period and fact.period.start, fact.as_of)


def _from_text(number: Number, trust: Trust, currency: str) -> Iterator[Stated]:
    """A number in a text counts as written. Free text (a question back, a refusal) cannot vouch for an amount."""
    if number.value is None or (trust == "free" and number.kind in ("money", "percent", "part", "times")):
        return
    is_plain = number.kind in ("plain", "rank")
    value = -number.value if number.sign == "-" else number.value
    yield Stated(value, frozenset({"plain", "rank"} if is_plain else {number.kind}), "text", number.currency)
    if number.kind == "money" and trust == "bound":
        yield Stated(value, frozenset({"plain"}), "text")
    if is_plain and trust == "bound":
        # A bound on a metric is written without its unit: "ARR above 400,000", "NRR below 0.9".
        yield Stated(number.value, frozenset({"money"}), "text", currency)
        yield Stated(number.value * 100, frozenset({"percent"}), "text")


def _days(facts: Iterable[Fact]) -> Iterator[date]:
    for fact in facts:
        yield fact.as_of
        if fact.period:
            yield from (fact.period.start, fact.period.end)
            if OPENING.search(fact.definition.formula):
                yield fact.period.start - timedelta(days=1)
        if fact.unit == "date":
            dated = (fact.value, *fact.inputs.values())
            yield from (date.fromisoformat(text) for text in dated if isinstance(text, str) and ISO_DAY.fullmatch(text))
