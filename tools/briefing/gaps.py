"""What a briefing would have and the company's data lacks: said once, each with what it would tell."""

from __future__ import annotations

from tools.briefing.brief import Brief
from tools.evidence import Section
from tools.health.view import rule
from tools.names import need_words

# The table or column, and the part of a briefing that needs it.
NEEDED: tuple[tuple[str, str], ...] = (
    ("interactions", "conversations and promises"),
    ("contacts", "people"),
    ("goals", "goals"),
    ("renewals", "renewal"),
    ("surveys", "survey answers"),
    ("usage_events", "usage"),
    ("tickets", "open tickets"),
    ("invoices", "invoices"),
)
GAP = rule("gap", "To import", "text", "a table the company's data does not have", ())


def gaps(brief: Brief) -> Section:
    """One line per part that cannot be told."""
    missing = [(need, what) for need, what in NEEDED if not brief.record.has(need)]
    return Section(
        title="Not in the data",
        name="gaps",
        layout="lines",
        facts=tuple(
            brief.fact(GAP, None, {"gap": what}, undefined_because=f"import {need_words(need)}")
            for need, what in missing
        ),
    )
