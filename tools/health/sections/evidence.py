"""The rows and figures behind a score."""

from __future__ import annotations

from collections.abc import Iterator

from tools.evidence import Passage, Section
from tools.facts import Fact
from tools.health.component import Component
from tools.health.view import View, rule
from tools.signals.signal import Mention, Signal
from tools.signals.stating import passages_of

MOST_RECORDS = 8
OF_EACH = 2
MOST_QUOTES = 3


def evidence(view: View) -> Section:
    """Tickets, answers, conversations and people, of the components that cost most points first; figures after them."""
    known = [part for part in view.health.parts if part.value is not None]
    costly = sorted(known, key=lambda part: part.points - 100 * part.weight)
    rows = [mention for part in costly for mention in _rows(view, part.component)]
    records = list(dict.fromkeys(passage for mention in rows for passage in _passages(view, mention)))
    return Section(
        title="Evidence",
        layout="records",
        facts=tuple(fact for part in known for fact in _figures(view, part.component)),
        passages=tuple(records[:MOST_RECORDS]),
        more=max(len(records) - MOST_RECORDS, 0),
    )


def quotes(view: View) -> Section:
    """The few rows in words that say most."""
    whole = evidence(view)
    worded = [passage for passage in whole.passages if passage.text][:MOST_QUOTES]
    return Section(title="Evidence", layout="records", passages=tuple(worded))


def _rows(view: View, component: Component) -> tuple[Mention, ...]:
    """The newest rows; weeks of use are told by figures."""
    return () if component.input == "usage" else component.rows(view.record, view.company)[-OF_EACH:]


def _passages(view: View, mention: Mention) -> tuple[Passage, ...]:
    shown = Signal("evidence", view.health.account_id, mention.on, 0, shown_by=(mention,))
    return passages_of(view.record, shown)


def _figures(view: View, component: Component) -> Iterator[Fact]:
    for label, figure in component.figures(view.record, view.company).items():
        name = f"health_{component.name}_{label.lower().replace(',', '').replace(' ', '_')}"
        yield view.fact(rule(name, label, figure.unit, component.formula, component.reads), figure.value)
