"""find_expansion: who is ready to grow and how to talk about it, one account's signs, or the pipeline."""

from __future__ import annotations

from tools.account_requests import FindExpansion
from tools.context import Context
from tools.currencies import require_one_currency
from tools.errors import NoData
from tools.evidence import Evidence
from tools.expansion.one import one_account
from tools.expansion.pipeline import pipeline
from tools.expansion.ready import ready
from tools.record.choosing import choose_records, record_of
from tools.record.stated import require_tables


def find_expansion(context: Context, request: FindExpansion) -> Evidence:
    """Raises UnknownName, AmbiguousName or InvalidRequest, and NoData where nothing fits or is on record."""
    require_one_currency(context)
    if request.account:
        return one_account(context, record_of(context, request.account))
    records, filters = choose_records(context, request.filters)
    if not records:
        raise NoData("No account meets these filters; leave one out and ask again.")
    if request.view == "ready":
        return ready(context, records, filters, request.limit)
    require_tables(records[0], "The expansion pipeline", ("opportunities",))
    return pipeline(context, records, filters, request)
