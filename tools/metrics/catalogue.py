"""Every metric, by name."""

from __future__ import annotations

from tools.metrics.accounts import ACCOUNT_METRICS
from tools.metrics.churn_events import CHURN_EVENTS
from tools.metrics.cohorts import COHORT_RETENTION
from tools.metrics.metric import Metric
from tools.metrics.retention import RETENTION
from tools.metrics.revenue import REVENUE
from tools.metrics.support import SUPPORT
from tools.metrics.surveys import SURVEYS
from tools.metrics.usage import USAGE

METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (*REVENUE, *RETENTION, COHORT_RETENTION, *ACCOUNT_METRICS, *CHURN_EVENTS, *SUPPORT, *USAGE, *SURVEYS)
}
