"""What a reader would expect and the data cannot tell, each with what to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from tools.board.composition import lost_without_kind
from tools.board.rates import without_target
from tools.board.reported import Reported
from tools.evidence import Section
from tools.health.standing import UNSCORED, with_status
from tools.names import listed

# What a table that is missing leaves open.
TABLES = {
    "renewals": "renewal dates and outcomes",
    "churn_events": "why accounts left",
    "invoices": "which invoices are overdue",
    "opportunities": "how much growth CS sourced",
    "costs": "what serving accounts costs",
}


def gaps(reported: Reported) -> tuple[Section, ...]:
    """One section each; none when nothing is missing."""
    return tuple(
        Section(name="gaps", title=title, layout="lines", missing=missing) for title, missing in _found(reported)
    )


def _found(reported: Reported) -> Iterator[tuple[str, str]]:
    if labels := without_target(reported):
        yield "Targets", f"no target is set for {listed(list(labels))}; set them under [targets] in company.toml"
    if unknown := lost_without_kind(reported):
        yield "Kind of churn", f"{unknown.display} of the lost ARR has no recorded kind; record it on the churn events"
    unscored = len(with_status(reported.standings, UNSCORED))
    if unscored:
        yield "Health", f"{unscored} of {len(reported.standings)} paying accounts have no score"
    for table, what in TABLES.items():
        if not reported.context.warehouse.has(table):
            yield table.replace("_", " ").capitalize(), f"{what} is not in the data; import {table.replace('_', ' ')}"
