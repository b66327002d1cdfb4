from __future__ import annotations

from tests.company import Row, account, context, day, line
from tests.tools.test_forecast_renewals import TABLES, renewal
from tools.account_requests import ExplainRenewal
from tools.company import Company
from tools.company_settings import HealthSettings
from tools.evidence import Evidence
from tools.explain_renewal import explain_renewal


def explained(name: str, *, has_renewals: bool = True) -> Evidence:
    tables = {table: rows for table, rows in TABLES.items() if has_renewals or table != "renewals"}
    return explain_renewal(context(tables), ExplainRenewal(account=name))


def test_the_next_renewal_with_amount_days_left_bucket_and_chances() -> None:
    evidence = explained("Ada")
    head = {fact.metric: fact for fact in evidence.facts[: evidence.headline]}
    assert head["renewal_due_on"].value == "2025-02-01"
    assert head["renewal_arr"].value == 1000
    assert head["days_to_renewal"].value == 32
    assert head["renewal_bucket"].value == "committed"
    assert head["renewal_chance"].undefined_because  # no past renewal had a bucket, for want of health
    assert head["bucket_probability"].display == "95.0 %"


def test_the_call_and_earlier_renewals_stand_beside_it() -> None:
    evidence = explained("Ada")
    by_title = {section.title: section for section in evidence.sections}
    assert [fact.value for fact in by_title["The CSM's call"].facts][:2] == ["committed", "Said so."]
    assert [fact.value for fact in by_title["Earlier renewals"].facts] == ["expanded", 900, 1000]
    assert by_title["Open risks"].missing == "none is open"


def test_a_renewal_past_its_day_comes_before_the_next_one() -> None:
    assert explained("Bob").facts[0].value == "2024-12-01"
    assert explained("Bob").facts[2].value == -30


def test_an_account_without_an_open_renewal_says_so() -> None:
    evidence = explained("Dee")
    assert evidence.headline == 1
    assert evidence.facts[0].undefined_because == "no open renewal of this account is on record"


def test_a_company_without_renewals_is_answered_with_what_is_known() -> None:
    evidence = explained("Ada", has_renewals=False)
    assert evidence.outcome == "answered"
    assert evidence.facts[0].undefined_because == "the data has no renewals"
    assert {section.title for section in evidence.sections} >= {"Health", "Open risks"}


def stored(number: int) -> tuple[Row, Row]:
    """A renewal of last quarter that was decided, one of five lost, and the answer that fixes its account's health."""
    outcome, after = ("churned", 0) if number == 0 else ("renewed", 100)
    name = f"Old{number}"
    decided = renewal(name, "2024-11-15", 100, outcome=outcome, closed_on="2024-11-15", renewed_arr=after)
    return decided, {
        "survey_id": f"S-{number}",
        "account_id": f"A-{name}",
        "type": "nps",
        "score": 10,
        "answered_on": day("2024-09-20"),
    }


def with_past(cases: int) -> Evidence:
    rows = [stored(number) for number in range(cases)]
    names = [f"Old{number}" for number in range(cases)]
    answer = {"survey_id": "S-Ada", "account_id": "A-Ada", "type": "nps", "score": 10, "answered_on": day("2024-12-20")}
    tables = {
        "accounts": [account(name) for name in ("Ada", *names)],
        "subscriptions": [line(name, 100, "2023-01-01") for name in ("Ada", *names)],
        "renewals": [renewal("Ada", "2025-02-01", 100), *(decided for decided, _ in rows)],
        "surveys": [answer, *(survey for _, survey in rows)],
    }
    company = Company(health=HealthSettings(least_coverage=0.01))
    return explain_renewal(context(tables, company), ExplainRenewal(account="Ada"))


def test_the_chance_is_what_became_of_past_renewals_of_the_same_bucket() -> None:
    chance = next(fact for fact in with_past(5).facts if fact.metric == "renewal_chance")
    assert (chance.display, chance.inputs) == ("80.0 %", {"renewals": 5, "renewed": 4})


def test_a_chance_from_too_few_cases_is_not_defined() -> None:
    chance = next(fact for fact in with_past(4).facts if fact.metric == "renewal_chance")
    assert chance.undefined_because is not None
    assert chance.undefined_because.startswith("only 4 of the renewals")
