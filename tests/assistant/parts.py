"""Answers of several parts, small enough to check by eye: one account with a sign of each layout."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tools.evidence import Evidence, Layout, Passage, Section, in_sections
from tools.facts import Definition, Fact, Source, Span

JUNE = date(2026, 6, 30)


def fact(metric: str, label: str, value: Any, unit: Any = "count", **changes: Any) -> Fact:
    fields: dict[str, Any] = {
        "metric": metric,
        "label": label,
        "value": Decimal(value) if isinstance(value, float) else value,
        "unit": unit,
        "subject": {"account": "Acme"},
        "as_of": JUNE,
        "definition": Definition(name=metric, version=1, formula="0 to 100" if unit == "score" else "as recorded"),
        "source": Source(tables=("accounts",), rows=1, query="SELECT 1"),
    }
    return Fact(**(fields | changes))


def sign(metric: str, label: str, began: date, account: str = "Acme", ended: date = JUNE, **figures: Any) -> Fact:
    inputs = {
        name: Decimal(str(value)) if isinstance(value, (int, float)) else value for name, value in figures.items()
    }
    span = Span(start=began, end=ended)
    return fact(metric, label, began.isoformat(), "date", subject={"account": account}, period=span, inputs=inputs)


def score(value: str = "32.5", status: str = "red", account: str = "Acme") -> tuple[Fact, Fact]:
    subject = {"account": account}
    return (
        fact("health_score", "Health score", Decimal(value), "score", subject=subject),
        fact("health_status", "Health status", status, "text", subject=subject),
    )


USE_DROPPED = sign("usage_drop", "Use dropped", date(2026, 4, 5), before=210, after=113, counted="uses a week")
ESCALATED = sign("escalation", "Escalated ticket", date(2026, 6, 1), priority="urgent", state="open")
POINTS = fact(
    "health_points_change",
    "Points",
    Decimal("-7.9"),
    "score",
    is_change=True,
    subject={"account": "Acme", "component": "Activity"},
)
TICKET = Passage(kind="record", title="Ticket T-17, 1 Jun 2026", ref="tickets/T-17", text="Sync down for 3 days.")
PLAY = Passage(
    kind="playbook", title="Escalation", ref="playbook/escalation", text="1. Call today.\n2. Write\nit down."
)


def play(title: str = "Escalation", because: str = "Escalated ticket since 1 Jun 2026") -> tuple[Fact, ...]:
    subject = {"account": "Acme", "play": title}
    return (
        fact("play_because", "Because", because, "text", subject=subject),
        fact("play_owner", "Owner", "CSM", "text", subject=subject),
        fact("play_due", "Begin by", "2026-07-01", "date", subject=subject),
    )


def row(account: str, arr: int, due: str, why: str) -> tuple[Fact, ...]:
    subject = {"account": account}
    return (
        fact("arr", "ARR", arr, "money", currency="USD", subject=subject),
        fact("renewal_due_on", "Due", due, "date", subject=subject),
        fact("renewal_risks", "Why", why, "text", subject=subject),
    )


def section(layout: Layout, *facts: Fact, title: str = "Part", **others: Any) -> Section:
    return Section(title=title, layout=layout, facts=facts, **others)


def about_acme(*sections: Section, **others: Any) -> Evidence:
    return in_sections(score(), sections, title="Health of Acme", **others)


def every_layout() -> Evidence:
    return about_acme(
        section("signals", POINTS, USE_DROPPED, title="What moved it", passages=(TICKET,)),
        section("plays", *play(), title="What to do", passages=(PLAY,), more=2),
        section("lines", fact("seats", "Seats", 12), title="Figures"),
        section("records", title="Evidence", passages=(TICKET,)),
        section("table", *row("Beta", 5_000, "2026-08-21", "no open risk"), title="Renewals", more=1),
        section(
            "lines", fact("mood", "Mood", None, "score", undefined_because="no note has a tone"), title="Not known"
        ),
        section("table", title="Decided", missing="none is decided yet"),
        section("lines", fact("licences", "Licences", 20), title="Details", is_detail=True),
    )
