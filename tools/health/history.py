"""The health of every account the asker may see, at the as-of close; kept, since a published day never changes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from tools.company import Company
from tools.company_settings import Status
from tools.context import Context
from tools.health.score import Health, health_of
from tools.record.reading import read_records
from tools.signals.features import with_norms


def healths(context: Context) -> Mapping[str, Health]:
    """Every account's health by identifier, accounts without a score included. Raises OutsideError."""
    context = with_norms(context)
    key = ("healths", context.scope.csms, context.as_of, settings_of(context.company))
    records = read_records(context)
    return context.warehouse.once(
        key, lambda: {name: health_of(record, context.company) for name, record in records.items()}
    )


def statuses(context: Context) -> dict[str, Status | None]:
    """The status of every account at the as-of close, None for one without a score."""
    return {name: health.status for name, health in healths(context).items()}


def settings_of(company: Company) -> Hashable:
    """What of a company's settings a score depends on."""
    return company.health.model_dump_json(), company.thresholds.model_dump_json()
