"""What the loss of a period was made of: by kind, reason given and pattern, in ARR, accounts and shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tools.evidence import Section
from tools.facts import Fact, Value
from tools.forensics.period import Lost, Review
from tools.forensics.stating import rule
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.record.stated import Rule
from tools.record.totals import added, ratio, span_of, total
from tools.signals.quotes import quoted

NOT_FILED, UNSUPPORTED = "not recorded", "not supported by the data"
BY: Mapping[str, Callable[[Lost], str]] = {
    "kind": lambda item: item.autopsy.judged.kind or NOT_FILED,
    "reason": lambda item: quoted(item.autopsy.stated_reason) or NOT_FILED,
    "pattern": lambda item: item.autopsy.verdict.named.pattern.label if item.autopsy.verdict.named else UNSUPPORTED,
}
TITLES = {"kind": "By kind", "reason": "By reason given", "pattern": "By pattern"}
FORMULA = "opening ARR of the accounts lost in the period with this {}"
BESIDE: Mapping[str, tuple[str, ...]] = {"kind": ("pattern",), "reason": ("pattern",), "pattern": ("reason", "kind")}
WORDS = {"kind": "kind", "reason": "reason given", "pattern": "pattern"}
CONTRACTION = ("contraction_arr", "contracted_accounts")
NO_LOSS = "no account that paid at the opening had stopped by the close"


def composition(review: Review) -> Iterator[Section]:
    """Three tables that each add up to the churned ARR, and contraction beside them."""
    for name in BY:
        missing = "" if review.lost else NO_LOSS
        facts = tuple(_table(review, name))
        yield Section(title=TITLES[name], name="composition", layout="table", facts=facts, missing=missing)
    yield contraction(review)


def _table(review: Review, name: str) -> Iterator[Fact]:
    groups: dict[str, list[Lost]] = {}
    for item in review.lost:
        groups.setdefault(BY[name](item), []).append(item)
    for value, own in sorted(groups.items(), key=lambda pair: (-_arr(pair[1]), pair[0])):
        yield from _group(review, (name, value), own)


def _group(review: Review, named: tuple[str, str], own: Sequence[Lost]) -> Iterator[Fact]:
    dimension, value = named
    subject, arr = {dimension: value}, _arr(own)
    formula = FORMULA.format(dimension)
    inputs = {"part": arr, "whole": review.arr}
    yield of_several(review, own, rule("churned_part_arr", "ARR", "money", formula), arr, subject=subject)
    made = rule("churned_part_share", "Share", "percent", f"{formula} / churned ARR of the period")
    yield of_several(review, own, made, ratio(arr, review.arr), subject=subject, inputs=inputs)
    made = rule("churned_part_accounts", "Accounts", "count", f"accounts lost in the period with this {dimension}")
    yield of_several(review, own, made, len(own), subject=subject)
    for other in BESIDE[dimension]:
        formula = f"every {WORDS[other]} of these accounts, the commonest first"
        made = rule(f"churned_part_{other}", f"{WORDS[other].capitalize()} of these", "text", formula)
        yield of_several(review, own, made, _values(other, own), subject=subject)


def _values(name: str, lost: Sequence[Lost]) -> str:
    return ", ".join(value for value, _ in Counter(BY[name](item) for item in lost).most_common())


def contraction(review: Review) -> Section:
    """A smaller contract is no churn: its own figures, never inside the others."""
    facts = tuple(fact for name in CONTRACTION for fact in measure(review.context, METRICS[name], review.selection))
    return Section(title="Contraction beside it, no churn", name="composition", layout="lines", facts=facts)


def of_several(review: Review, lost: Sequence[Lost], made: Rule, value: Value, **others: Any) -> Fact:
    """A fact about several losses of the period at once."""
    records = [item.autopsy.loss.record for item in lost]
    span = span_of(review.period)
    return total(records, made, value, review.context.company, as_of=review.period.end, period=span, **others)


def _arr(lost: Sequence[Lost]) -> Decimal:
    return added(item.arr for item in lost)
