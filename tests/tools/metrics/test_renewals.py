"""Renewals of Q4 2024 seen from 31 December 2024, and what lies ahead of it.

Due in Q4: Ada 900 renewed at 1,000, Bob 500 renewed at 300, Dee 300 lost, Eve 200 past her day and open. Ahead: Ada
1,000 and Bob 300, called by their CSM with a reason since nothing is known of health.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from tests.company import Row, account, context, line
from tests.tools.test_forecast_renewals import called, renewal
from tools.account_requests import ForecastRenewals
from tools.catalogue import TOOLS
from tools.evidence import Evidence
from tools.facts import Value
from tools.forecast_renewals import forecast_renewals

TABLES: Mapping[str, Sequence[Row]] = {
    "accounts": [
        account(name, segment="SMB" if name in ("Dee", "Eve") else "Enterprise")
        for name in ("Ada", "Bob", "Dee", "Eve")
    ],
    "subscriptions": [
        line("Ada", 1000, "2023-01-01"),
        line("Bob", 300, "2023-01-01"),
        line("Dee", 300, "2023-01-01", "2024-11-30"),
        line("Eve", 200, "2023-01-01"),
    ],
    "renewals": [
        renewal("Ada", "2024-10-15", 900, outcome="expanded", closed_on="2024-10-01", renewed_arr=1000),
        renewal("Bob", "2024-11-15", 500, outcome="contracted", closed_on="2024-11-01", renewed_arr=300),
        renewal("Dee", "2024-11-30", 300, outcome="churned", closed_on="2024-11-02", renewed_arr=0),
        renewal("Eve", "2024-12-01", 200),
        called("Ada", 1000, "committed"),
        called("Bob", 300, "critical"),
    ],
}


def asked(metric: str, tables: Mapping[str, Sequence[Row]] = TABLES, **fields: object) -> Evidence:
    return TOOLS["measure_metric"].run(context(tables), {"metric": metric} | fields)


def by_group(evidence: Evidence, metric: str) -> dict[str, Value]:
    return {" ".join(fact.subject.values()): fact.value for fact in evidence.facts if fact.metric == metric}


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("renewals_due", 1900),
        ("renewals_due_count", 4),
        ("renewed_arr", 1300),
        ("gross_renewal_rate", Decimal(1200) / 1900),
        ("net_renewal_rate", Decimal(1300) / 1900),
        ("account_renewal_rate", Decimal("0.5")),
        ("open_renewals", 200),
    ],
)
def test_what_became_of_a_quarter_is_counted_by_hand(metric: str, expected: Decimal) -> None:
    assert asked(metric, period="Q4 2024").facts[0].value == expected


def test_what_lies_ahead_is_weighted_by_the_chance_of_its_bucket() -> None:
    evidence = asked("weighted_renewal_forecast", period="Q1 2025")
    assert evidence.facts[0].value == Decimal("1010.00")  # 1,000 x 95 % + 300 x 20 %
    assert evidence.facts[0].as_of.isoformat() == "2024-12-31"
    assert asked("doubtful_renewals", period="Q1 2025").facts[0].value == 300


def test_without_a_period_the_next_90_days_are_meant_and_said() -> None:
    evidence = asked("open_renewals")
    assert evidence.facts[0].value == 1300
    assert evidence.assumptions[0] == "no period asked: the next 90 days"


def test_the_metric_and_the_forecast_are_one_number() -> None:
    forecast = forecast_renewals(context(TABLES), ForecastRenewals(period="Q4 2024"))
    known = {fact.metric: fact.value for fact in forecast.facts}
    for metric in ("gross_renewal_rate", "renewed_arr", "open_renewals", "weighted_renewal_forecast"):
        assert asked(metric, period="Q4 2024").facts[0].value == known[metric], metric


def test_renewals_are_grouped_by_what_the_account_is_and_by_what_was_recorded() -> None:
    by_segment = by_group(asked("gross_renewal_rate", period="Q4 2024", group_by=("segment",)), "gross_renewal_rate")
    assert by_segment == {"Enterprise": Decimal(1200) / 1400, "SMB": 0, "": Decimal(1200) / 1900}
    by_outcome = by_group(asked("renewals_due", period="Q4 2024", group_by=("renewal_outcome",)), "renewals_due")
    assert by_outcome == {"expanded": 900, "contracted": 500, "churned": 300, "not recorded": 200, "": 1900}


def test_filters_on_the_account_and_on_the_row_hold_together() -> None:
    kept = [
        {"dimension": "segment", "values": ("Enterprise",)},
        {"dimension": "renewal_outcome", "values": ("expanded",)},
    ]
    assert asked("renewals_due", period="Q4 2024", filters=kept).facts[0].value == 900
    left_out = [{"dimension": "renewal_outcome", "values": ("expanded",), "is_excluded": True}]
    assert asked("renewals_due", period="Q4 2024", filters=left_out).facts[0].value == 1000


def test_a_period_in_which_nothing_was_decided_has_no_rate() -> None:
    fact = asked("gross_renewal_rate", period="Q1 2023").facts[0]
    assert (fact.value, bool(fact.undefined_because)) == (None, True)


def test_an_amount_that_is_not_recorded_makes_the_rate_unknown() -> None:
    rows = [renewal("Ada", "2024-10-15", 900, outcome="contracted", closed_on="2024-10-01")]
    assert asked("gross_renewal_rate", {**TABLES, "renewals": rows}, period="Q4 2024").facts[0].value is None


def test_what_is_due_is_told_quarter_by_quarter_ahead_of_the_data() -> None:
    evidence = TOOLS["trend_metric"].run(context(TABLES), {"metric": "renewals_due", "grain": "quarter"})
    steps = evidence.facts[: evidence.headline]
    assert [(fact.period.label if fact.period else "", fact.value) for fact in steps][:2] == [
        ("Q1 2025", 1300),
        ("Q2 2025", 0),
    ]
    assert len({fact.as_of for fact in steps}) == len(steps) == 4


def test_a_past_day_does_not_see_what_was_decided_later() -> None:
    facts = TOOLS["measure_metric"].run(
        context(TABLES, as_of=date(2024, 10, 20)), {"metric": "open_renewals", "period": "Q4 2024"}
    )
    assert facts.facts[0].value == 1000  # Bob, Dee and Eve are open on 20 October


def test_a_fact_from_records_says_how_to_find_its_rows() -> None:
    fact = asked("renewals_due", period="Q4 2024").facts[0]
    assert fact.source.rows == 4
    assert "FROM renewals WHERE account_id IN" in fact.source.query
