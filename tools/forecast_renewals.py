"""forecast_renewals: the renewals of a period, weighted, listed by risk, or compared with calls, days and outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.account_requests import ForecastRenewals
from tools.context import Context
from tools.evidence import Evidence
from tools.renewals.asked import Asked, ask
from tools.renewals.calibration import calibration
from tools.renewals.forecast import forecast
from tools.renewals.listing import by_risk, divergences
from tools.renewals.slipped import slipped

VIEWS: Mapping[str, Callable[[Asked], Evidence]] = {
    "forecast": forecast,
    "list": by_risk,
    "divergences": divergences,
    "slipped": slipped,
    "calibration": calibration,
}


def forecast_renewals(context: Context, request: ForecastRenewals) -> Evidence:
    """One view of the renewals due in a period. Raises NoData when the company has none on record."""
    return VIEWS[request.view](ask(context, request))
