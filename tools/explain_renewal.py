"""explain_renewal: one account's next renewal, its bucket and chance, and what these are based on."""

from __future__ import annotations

from tools.account_requests import ExplainRenewal
from tools.context import Context
from tools.evidence import Evidence, in_sections
from tools.periods import write_day
from tools.record.choosing import record_of
from tools.renewals.asked import settings_of
from tools.renewals.leaving import SIGNS, unseen
from tools.renewals.one import head, next_of, sections


def explain_renewal(context: Context, request: ExplainRenewal) -> Evidence:
    """Raises UnknownName or AmbiguousName. Without a renewal on record what else is known is answered."""
    found = next_of(context, record_of(context, request.account))
    return in_sections(
        tuple(head(found)),
        sections(found),
        title=f"Renewal of {found.record.account.name}",
        assumptions=(
            f"as known on {write_day(context.as_of)}",
            settings_of(context.company),
            *unseen(found.record, SIGNS),
        ),
    )
