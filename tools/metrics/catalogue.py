"""Every metric, by name."""

from __future__ import annotations

from tools.metrics.accounts import ACCOUNT_METRICS
from tools.metrics.advocacy import ADVOCACY
from tools.metrics.churn_events import CHURN_EVENTS
from tools.metrics.cohorts import COHORT_RETENTION
from tools.metrics.economics import ECONOMIC
from tools.metrics.growth import GROWTH
from tools.metrics.losses import LOSS_METRICS
from tools.metrics.metric import Metric
from tools.metrics.onboarding import ONBOARDING
from tools.metrics.opportunities import OPPORTUNITIES
from tools.metrics.referrals import REFERRAL_SAVINGS
from tools.metrics.renewals import RENEWALS
from tools.metrics.retention import RETENTION
from tools.metrics.revenue import REVENUE
from tools.metrics.standing import STANDING
from tools.metrics.success_plans import SUCCESS_PLANS
from tools.metrics.support import SUPPORT
from tools.metrics.surveys import SURVEYS
from tools.metrics.usage import USAGE

METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        *REVENUE, *RETENTION, COHORT_RETENTION, *ACCOUNT_METRICS, *CHURN_EVENTS, *LOSS_METRICS, *RENEWALS, *GROWTH,
        *OPPORTUNITIES, *SUCCESS_PLANS, *ECONOMIC, REFERRAL_SAVINGS, *ONBOARDING, *STANDING, *ADVOCACY, *SUPPORT,
        *USAGE, *SURVEYS,
    )
}  # fmt: skip
