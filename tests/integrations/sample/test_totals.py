"""The company as a whole is believable: totals by plain SQL, in the ranges of a growing B2B company."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.integrations.sample.conftest import Ask

YEARS = [
    (date(2023, 12, 31), date(2024, 12, 31)),
    (date(2024, 12, 31), date(2025, 12, 31)),
    (date(2025, 6, 30), date(2026, 6, 30)),
]
BRIDGE = """
    WITH moves AS (
        SELECT coalesce(o.account_id, c.account_id) AS account_id,
               coalesce(o.arr, 0) AS opening, coalesce(c.arr, 0) AS closing
        FROM arr_at(?) o FULL JOIN arr_at(?) c ON o.account_id = c.account_id)
    SELECT sum(opening), sum(closing), sum(if(opening = 0, closing, 0)), sum(if(opening > 0, closing, 0)),
           sum(if(opening > 0, least(opening, closing), 0)),
           count_if(opening > 0), count_if(opening > 0 AND closing = 0)
    FROM moves"""


def bridge(sql: Ask, opening: date, closing: date) -> tuple[Decimal, ...]:
    return sql(BRIDGE, opening, closing)[0]


@pytest.mark.parametrize(("opening", "closing"), YEARS)
def test_a_year_retains_and_loses_as_such_companies_do(opening: date, closing: date, sql: Ask) -> None:
    start, _, _, kept, kept_without_growth, accounts, lost = bridge(sql, opening, closing)
    assert Decimal("1.00") < kept / start < Decimal("1.10")
    assert Decimal("0.86") < kept_without_growth / start < Decimal("0.92")
    assert 0.10 < lost / accounts < 0.15


@pytest.mark.parametrize(("opening", "closing"), YEARS)
def test_the_bridge_closes(opening: date, closing: date, sql: Ask) -> None:
    start, end, came, kept, kept_without_growth, _, _ = bridge(sql, opening, closing)
    grown, shrunk_or_lost = kept - kept_without_growth, start - kept_without_growth
    assert start + came + grown - shrunk_or_lost == end


def test_arr_doubles_from_four_to_nine_million(sql: Ask) -> None:
    closes = [sql("SELECT sum(arr) FROM arr_at(?)", day)[0][0] for day in (date(2023, 12, 31), date(2026, 6, 30))]
    assert 4_000_000 < closes[0] < 4_700_000
    assert 8_500_000 < closes[1] < 9_500_000


def test_most_new_business_comes_in_the_last_quarter(sql: Ask) -> None:
    landed: dict[int, Decimal] = dict(
        sql(
            "WITH firsts AS (SELECT account_id, arr, start_date FROM paid QUALIFY start_date = min(start_date)"
            " OVER (PARTITION BY account_id)) SELECT quarter(start_date), sum(arr) FROM firsts"
            " WHERE year(start_date) IN (2024, 2025) GROUP BY 1"
        )
    )
    assert max(landed, key=lambda quarter: landed[quarter]) == 4
    assert min(landed, key=lambda quarter: landed[quarter]) == 1


def test_contracts_grow_and_shrink_in_every_way(sql: Ask) -> None:
    kinds = {row[0] for row in sql("SELECT DISTINCT kind FROM opportunities WHERE stage = 'won'")}
    assert kinds == {"seats", "tier", "cross_sell", "usage"}
    lost = {row[0] for row in sql("SELECT DISTINCT kind FROM churn_events")}
    assert lost == {"voluntary", "involuntary", "downgrade"}
    outcomes = {row[0] for row in sql("SELECT DISTINCT outcome FROM renewals WHERE outcome IS NOT NULL")}
    assert outcomes == {"renewed", "expanded", "contracted", "churned"}


def test_every_cut_has_the_values_people_expect(sql: Ask) -> None:
    cuts = {"segment": 3, "industry": 6, "region": 4, "plan": 3, "csm": 5, "touch_model": 3}
    counts = sql(f"SELECT {', '.join(f'count(DISTINCT {cut})' for cut in cuts)} FROM accounts")[0]
    assert dict(zip(cuts, counts, strict=True)) == cuts


def test_about_one_hundred_and_twenty_accounts_with_distinct_names(sql: Ask) -> None:
    assert sql("SELECT count(*), count(DISTINCT name) FROM accounts") == [(120, 120)]
    alike = sql("SELECT name FROM accounts WHERE name LIKE 'Delta %' OR name LIKE 'Summit %' ORDER BY name")
    assert [row[0] for row in alike] == ["Delta Foods", "Delta Freight", "Summit Dental", "Summit Steel"]


def test_trials_and_one_off_fees_are_kept_apart_from_what_recurs(sql: Ask) -> None:
    assert sql("SELECT count(*) FROM accounts WHERE is_trial") == [(2,)]
    trials = "SELECT count(*) FROM paid JOIN accounts USING (account_id) WHERE accounts.is_trial"
    assert sql(trials) == [(0,)]
    assert sql("SELECT count(*) FROM subscriptions WHERE is_one_off AND end_date IS NULL") == [(0,)]


def test_the_margin_after_serving_is_that_of_a_software_company(sql: Ask) -> None:
    serving = sql(
        "SELECT sum(amount) FROM costs WHERE year(spent_on) = 2025 AND category IN ('support', 'hosting',"
        " 'customer_success')"
    )[0][0]
    revenue = sql("SELECT avg(total) FROM (SELECT sum(arr) AS total FROM arr_at(DATE '2024-12-31') UNION ALL"
                  " SELECT sum(arr) FROM arr_at(DATE '2025-12-31'))")[0][0]  # fmt: skip
    assert 0.70 < 1 - float(serving) / revenue < 0.82


def test_forecasts_were_stored_every_monday_of_two_quarters(sql: Ask) -> None:
    days = [row[0] for row in sql("SELECT DISTINCT taken_on FROM forecast_snapshots ORDER BY 1")]
    assert days == [date(2026, 1, 5) + timedelta(7 * week) for week in range(26)]


def test_texts_are_varied_and_have_no_open_slots(sql: Ask) -> None:
    notes, distinct, slots = sql(
        "SELECT count(*), count(DISTINCT notes), count_if(notes LIKE '%{%' OR commitments LIKE '%{%') FROM interactions"
        " WHERE is_meaningful"
    )[0]
    assert distinct / notes > 0.9
    assert slots == 0
