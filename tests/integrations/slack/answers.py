"""Answers as the assistant would give them, small enough to check by eye."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from assistant.answer import Answer, SourceRef
from tools.evidence import Choice
from tools.facts import Definition, Fact, Source, Span

NRR_RULE = Definition(
    name="net_revenue_retention", version=1, formula="closing ARR of the accounts with opening ARR / their opening ARR"
)
YEAR = Span(start=date(2024, 1, 1), end=date(2024, 12, 31))


def nrr(segment: str = "", value: object = Decimal("1.083"), **changes: Any) -> Fact:
    fields: dict[str, Any] = {
        "metric": "net_revenue_retention",
        "label": "NRR",
        "value": Decimal(value) if isinstance(value, str) else value,
        "unit": "percent",
        "subject": {"segment": segment} if segment else {},
        "period": YEAR,
        "as_of": date(2024, 12, 31),
        "definition": NRR_RULE,
        "inputs": {"opening_arr": Decimal("1000000"), "closing_arr": Decimal("1083000")},
        "source": Source(tables=("subscriptions",), rows=42, query="SELECT sum(arr)\nFROM subscriptions"),
    }
    return Fact(**(fields | changes))


def answer(text: str = "NRR was **108.3 %** in 2024.", **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "id": "A1",
        "question": "What was NRR?",
        "outcome": "answered",
        "answer": text,
        "facts": (nrr(),),
        "assumptions": ("calendar year 2024",),
        "sources": (SourceRef(kind="glossary", title="Net revenue retention", ref="glossary/nrr"),),
        "model": "planner",
    }
    return Answer(**(fields | changes))


def clarification() -> Answer:
    return answer(
        "Which Acme do you mean?",
        outcome="clarify",
        reason="ambiguous",
        facts=(),
        assumptions=(),
        sources=(),
        choices=(
            Choice(label="Acme Logistics", question="NRR of Acme Logistics"),
            Choice(label="Acme Retail", question="NRR of Acme Retail"),
        ),
    )


def definition() -> Answer:
    return answer("Net revenue retention compares closing with opening ARR.", facts=(), assumptions=())
