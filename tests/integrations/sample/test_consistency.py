"""No row contradicts another one: checked by plain SQL over the stored file."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.integrations.sample.conftest import Ask
from tools.schema import SCHEMA

LINKS = [(name, column.name, column.key) for name in SCHEMA for column in SCHEMA[name].columns if column.key]
DATED = [(name, table.happened_on) for name, table in SCHEMA.items() if table.happened_on]
WHILE_LIVE = {
    "usage_events": "used_on",
    "surveys": "answered_on",
    "tickets": "opened_on",
    "goals": "set_on",
    "health_snapshots": "taken_on",
    "forecast_snapshots": "taken_on",
    "advocacy_events": "happened_on",
}
BY_CONTACT = {"surveys": "answered_on", "interactions": "happened_on", "advocacy_events": "happened_on"}


@pytest.mark.parametrize("name", SCHEMA)
def test_identifiers_are_unique(name: str, sql: Ask) -> None:
    key = SCHEMA[name].identifier
    assert sql(f"SELECT {key} FROM {name} GROUP BY {key} HAVING count(*) > 1") == []


@pytest.mark.parametrize(("name", "column", "key"), LINKS)
def test_every_link_leads_somewhere(name: str, column: str, key: str, sql: Ask) -> None:
    known = f"SELECT {SCHEMA[key].identifier} FROM {key}"
    assert sql(f"SELECT {column} FROM {name} WHERE {column} IS NOT NULL AND {column} NOT IN ({known})") == []


@pytest.mark.parametrize("name", ["surveys", "interactions", "advocacy_events"])
def test_a_contact_belongs_to_the_account_of_its_row(name: str, sql: Ask) -> None:
    assert sql(f"SELECT * FROM {name} r JOIN contacts c USING (contact_id) WHERE c.account_id <> r.account_id") == []


@pytest.mark.parametrize(("name", "day"), BY_CONTACT.items())
def test_a_contact_acts_only_while_being_there(name: str, day: str, sql: Ask) -> None:
    gone = f"({day} < c.joined_on OR {day} >= coalesce(c.left_on, DATE '2099-01-01'))"
    assert sql(f"SELECT {day}, c.name FROM {name} r JOIN contacts c USING (contact_id) WHERE {gone}") == []


@pytest.mark.parametrize(("name", "day"), DATED)
def test_nothing_happens_after_the_last_day(name: str, day: str, sql: Ask) -> None:
    assert sql(f"SELECT {day} FROM {name} WHERE {day} > DATE '2026-06-30'") == []


@pytest.mark.parametrize(("name", "day"), WHILE_LIVE.items())
def test_activity_happens_only_while_a_contract_is_live(name: str, day: str, sql: Ask) -> None:
    live = f"p.account_id = r.account_id AND p.start_date <= {day} AND coalesce(p.end_date, DATE '2099-01-01') > {day}"
    assert sql(f"SELECT r.* FROM {name} r WHERE NOT EXISTS (SELECT 1 FROM paid p WHERE {live})") == []


def test_use_belongs_to_the_core_line_live_on_its_day(sql: Ask) -> None:
    wrong = (
        "SELECT * FROM usage_events u JOIN subscriptions s USING (subscription_id) WHERE s.product <> 'Lumen Core'"
        " OR s.account_id <> u.account_id OR used_on < start_date OR used_on >= coalesce(end_date, DATE '2099-01-01')"
    )
    assert sql(wrong) == []


def test_no_more_people_come_than_seats_are_paid(sql: Ask) -> None:
    weekly = (
        "SELECT count(DISTINCT user_id) > max(s.seats) FROM usage_events u JOIN subscriptions s USING (subscription_id)"
        " GROUP BY u.account_id, date_trunc('week', used_on), subscription_id"
    )
    assert {row[0] for row in sql(weekly)} == {False}


def test_a_decided_renewal_matches_the_lines_before_and_after(sql: Ask) -> None:
    for account, due, before, after in sql(
        "SELECT account_id, due_on, arr, renewed_arr FROM renewals WHERE outcome IS NOT NULL"
    ):
        assert arr_of(sql, account, due - timedelta(1)) == before
        assert arr_of(sql, account, due) == after


def test_a_renewal_has_an_outcome_exactly_when_it_was_due(sql: Ask) -> None:
    assert sql("SELECT * FROM renewals WHERE (outcome IS NOT NULL) <> (due_on <= DATE '2026-06-30')") == []
    assert sql("SELECT * FROM renewals WHERE closed_on > due_on OR (closed_on IS NULL) <> (outcome IS NULL)") == []


def test_every_live_account_has_one_open_renewal_over_its_arr(sql: Ask) -> None:
    live = sql("SELECT account_id, arr FROM arr_at(DATE '2026-06-30') ORDER BY account_id")
    assert sql("SELECT account_id, arr FROM renewals WHERE outcome IS NULL ORDER BY account_id") == live


def test_a_call_that_departs_from_the_score_has_a_reason(sql: Ask) -> None:
    calls = "committed", "likely", "at_risk", "critical"
    assert {row[0] for row in sql("SELECT DISTINCT csm_call FROM renewals WHERE csm_call IS NOT NULL")} == set(calls)
    assert sql("SELECT count(*) FROM renewals WHERE csm_call IS NULL AND csm_call_reason IS NOT NULL") == [(0,)]


def test_won_opportunities_are_the_growth_of_the_lines(sql: Ask) -> None:
    won = sql("SELECT account_id, closed_on, sum(arr) FROM opportunities WHERE stage = 'won' GROUP BY ALL")
    grown = []
    for account, day in sql("SELECT DISTINCT account_id, start_date FROM paid"):
        before, after = arr_of(sql, account, day - timedelta(1)), arr_of(sql, account, day)
        if after > before > 0:
            grown.append((account, day, after - before))
    assert sorted(won) == sorted(grown)


def test_a_loss_is_filed_on_the_day_the_last_line_ended(sql: Ask) -> None:
    ended = sql(
        "SELECT account_id, max(end_date) FROM paid GROUP BY account_id HAVING count(*) = count(end_date) ORDER BY 1"
    )
    filed = sql(
        "SELECT account_id, max(churned_on) FROM churn_events WHERE kind <> 'downgrade' AND account_id IN"
        " (SELECT account_id FROM accounts WHERE is_churned) GROUP BY account_id ORDER BY 1"
    )
    assert filed == ended


def test_a_downgrade_is_a_smaller_contract_and_not_a_loss(sql: Ask) -> None:
    for account, day in sql("SELECT account_id, churned_on FROM churn_events WHERE kind = 'downgrade'"):
        assert 0 < arr_of(sql, account, day) < arr_of(sql, account, day - timedelta(1))


def test_tickets_answers_and_goals_stay_inside_their_scales(sql: Ask) -> None:
    assert sql("SELECT * FROM tickets WHERE closed_at::DATE < opened_on") == []
    assert sql("SELECT min(satisfaction_score) >= 1, max(satisfaction_score) FROM tickets") == [(True, 5.0)]
    tops = sql("SELECT type, min(score) >= if(type = 'nps', 0, 1), max(score) FROM surveys GROUP BY type ORDER BY type")
    assert tops == [("ces", True, 7.0), ("csat", True, 5.0), ("nps", True, 10.0), ("onboarding", True, 5.0)]
    assert sql("SELECT * FROM goals WHERE due_on <= set_on OR baseline = target") == []


def test_every_live_account_is_billed_and_only_one_had_stopped_paying_before_2026(sql: Ask) -> None:
    billed = "SELECT account_id FROM invoices"
    assert sql(f"SELECT account_id FROM arr_at(DATE '2026-06-01') WHERE account_id NOT IN ({billed})") == []
    assert sql("SELECT * FROM invoices WHERE paid_on < issued_on OR amount <= 0") == []
    overdue = sql(
        "SELECT name, count(*) >= 3 FROM invoices JOIN accounts USING (account_id)"
        " WHERE paid_on IS NULL AND due_on < DATE '2026-01-01' GROUP BY name"
    )
    assert overdue == [("Bonanza Toys", True)]


def arr_of(sql: Ask, account: str, day: date) -> Decimal:
    found = sql("SELECT arr FROM arr_at(?) WHERE account_id = ?", day, account)
    return Decimal(found[0][0]) if found else Decimal(0)
