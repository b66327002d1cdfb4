"""Cases and answers made by hand: small enough to judge by eye."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from assistant.answer import Answer
from evals.attempt import Attempt
from evals.case import Case, Known
from tools.facts import Definition, Fact, Source, Span

CLOSE = date(2025, 12, 31)
Q4 = Span(start=date(2025, 10, 1), end=CLOSE)


def fact(value: Any, unit: Any = "money", metric: str = "arr", **changes: Any) -> Fact:
    fields: dict[str, Any] = {
        "metric": metric,
        "label": "ARR",
        "value": Decimal(value) if isinstance(value, str) and unit not in ("text", "date") else value,
        "unit": unit,
        "currency": "USD" if unit == "money" else None,
        "as_of": CLOSE,
        "definition": Definition(name=metric, version=1, formula="as agreed"),
        "source": Source(tables=("subscriptions",), rows=1, query="select 1"),
    }
    return Fact(**(fields | changes))


def answer(text: str = "ARR is **$100**.", *facts: Fact, **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "id": "A1",
        "question": "ARR?",
        "outcome": "answered",
        "answer": text,
        "facts": facts,
        "model": "planner",
    }
    return Answer(**(fields | changes))


def case(outcome: str = "answered", **expect: Any) -> Case:
    outcomes = outcome.split(" or ")
    return Case.model_validate(
        {"id": "c-1", "kind": "look_up", "question": "ARR?", "expect": {"outcome": outcomes, **expect}}
    )


def known(*rows: Any) -> tuple[Known, ...]:
    """Values, or pairs of subject and value."""
    pairs = [row if isinstance(row, tuple) else ("", row) for row in rows]
    return tuple(Known(subject=subject, value=value) for subject, value in pairs)


def attempt(asked: Case, given: Answer, *rows: Any) -> Attempt:
    return Attempt(asked, given, known(*rows))
