from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.company import Row, account, context, day, line
from tools.account_requests import ForecastRenewals
from tools.errors import InvalidRequest, NoData
from tools.evidence import Evidence, Section
from tools.facts import Fact, Value
from tools.forecast_renewals import forecast_renewals


def renewal(name: str, due_on: str, arr: int, **columns: Any) -> Row:
    closed = columns.pop("closed_on", None)
    return {
        "renewal_id": f"R-{name}-{due_on}",
        "account_id": f"A-{name}",
        "due_on": day(due_on),
        "arr": arr,
        "closed_on": day(closed) if closed else None,
    } | columns


def called(name: str, arr: int, bucket: str, reason: str | None = "Said so.") -> Row:
    return renewal(name, "2025-02-01", arr, csm_call=bucket, csm_call_reason=reason)


# Nothing is known of health here, so that a call with a reason is the bucket. Seen from 31 December 2024.
TABLES: Mapping[str, Sequence[Row]] = {
    "accounts": [
        account(name, segment="SMB" if name == "Cog" else "Enterprise") for name in ("Ada", "Bob", "Cog", "Dee")
    ],
    "subscriptions": [
        line("Ada", 1000, "2023-01-01"),
        line("Bob", 2000, "2023-01-01"),
        line("Cog", 400, "2023-01-01"),
        line("Dee", 300, "2023-01-01", "2024-11-30"),
    ],
    "renewals": [
        called("Ada", 1000, "committed"),
        called("Bob", 2000, "at_risk"),
        called("Cog", 400, "likely", None),
        renewal("Dee", "2024-11-30", 300, outcome="churned", closed_on="2024-11-02", renewed_arr=0),
        renewal("Ada", "2024-10-15", 900, outcome="expanded", closed_on="2024-10-01", renewed_arr=1000),
        renewal("Bob", "2024-12-01", 2000),
    ],
}


def asked(tables: Mapping[str, Sequence[Row]] = TABLES, **fields: Any) -> Evidence:
    return forecast_renewals(context(tables), ForecastRenewals(**fields))


def section(evidence: Evidence, title: str) -> Section:
    return next(item for item in evidence.sections if item.title == title)


def values(facts: Sequence[Fact], metric: str) -> dict[str, Value]:
    return {" ".join(fact.subject.values()): fact.value for fact in facts if fact.metric == metric}


def test_open_renewals_are_weighted_by_bucket_and_what_has_none_stands_apart() -> None:
    evidence = asked()
    assert evidence.facts[0].value == Decimal("1950.00")  # 1,000 x 95 % + 2,000 x 50 %
    rows = section(evidence, "Open, by bucket").facts
    assert values(rows, "open_renewals") == {
        "committed": 1000,
        "likely": 0,
        "at risk": 2000,
        "critical": 0,
        "unknown": 400,
    }
    assert sum(values(rows, "open_renewals").values()) == 3400  # type: ignore[arg-type]
    assert next(
        fact for fact in rows if fact.subject == {"bucket": "unknown"} and fact.unit == "percent"
    ).undefined_because
    assert evidence.notes


def test_decided_and_open_amounts_are_apart_and_add_up_to_all_that_is_due() -> None:
    evidence = asked(period="Q4 2024")
    head = {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}
    assert head["renewed_arr"] == 1000
    assert head["open_renewals"] == 2000
    # kept: 900 of 900 and 0 of 300; Bob's 2,000 are past their day and not signed
    assert head["gross_renewal_rate"] == Decimal(900) / Decimal(3200)
    decided = section(evidence, "Decided").facts
    assert values(decided, "renewals_due") == {"churned": 300, "expanded": 900}
    whole = {fact.metric: fact.value for fact in section(evidence, "Both together").facts}
    assert (whole["renewals_due"], whole["renewals_due_count"]) == (3200, 3)


def test_a_forecast_in_which_no_health_is_known_is_not_defined() -> None:
    (renewals,) = ([called("Cog", 400, "likely", None)],)
    weighted = asked({**TABLES, "renewals": renewals}).facts[0]
    assert weighted.value is None
    assert weighted.undefined_because == "health is not known, so there is no bucket"


def test_a_period_without_renewals_has_none_due() -> None:
    evidence = asked(period="2030")
    assert evidence.facts[0].value == 0
    assert section(evidence, "Open, by bucket").missing == "none is open"


def test_the_list_puts_the_greatest_risk_first_and_late_ones_apart() -> None:
    evidence = asked(view="list", limit=2)
    first = section(evidence, "By risk")
    assert list(values(first.facts, "renewal_bucket").items()) == [("Bob", "at risk"), ("Ada", "committed")]
    assert first.more == 1
    assert list(values(section(evidence, "Due before and still open").facts, "renewal_arr").values()) == [2000]


def test_filters_choose_the_accounts() -> None:
    evidence = asked(view="list", filters=[{"dimension": "segment", "values": ["smb"]}])
    assert list(values(section(evidence, "By risk").facts, "renewal_arr")) == ["Cog"]
    assert "segment is SMB" in evidence.assumptions


def test_divergences_tell_calls_with_a_reason_from_those_without() -> None:
    evidence = asked(view="divergences")
    assert [fact.value for fact in evidence.facts[: evidence.headline]] == [2, 0, 1]
    used, unused = evidence.sections
    assert set(values(used.facts, "csm_call")) == {"Ada", "Bob"}
    assert values(unused.facts, "csm_call") == {"Cog": "likely"}


def test_a_day_that_passed_undecided_has_slipped_and_a_loss_is_told_apart() -> None:
    evidence = asked(view="slipped", since="since November")
    worse, lost = evidence.sections
    assert values(worse.facts, "renewal_slip") == {"Bob 1 Dec 2024": "day passed undecided"}
    assert values(lost.facts, "renewal_outcome") == {"Dee 30 Nov 2024": "churned"}
    assert evidence.facts[1].value == 2000


def test_calibration_without_forecasts_is_not_defined() -> None:
    brier = asked(view="calibration").facts[0]
    assert (brier.metric, brier.value) == ("brier_score", None)
    assert brier.undefined_because


def test_recorded_forecasts_are_the_basis_when_they_cover_every_quarter() -> None:
    taken = {"forecast_snapshot_id": "F-1", "account_id": "A-Ada", "renewal_id": "R-Ada-2024-10-15"}
    stored = [taken | {"taken_on": day("2024-09-30"), "bucket": "likely", "probability": 0.8, "arr": 900}]
    renewals = [renewal("Ada", "2024-10-15", 900, outcome="renewed", closed_on="2024-10-05", renewed_arr=900)]
    evidence = asked(
        {**TABLES, "renewals": renewals, "forecast_snapshots": stored}, view="calibration", period="Q4 2024"
    )
    assert evidence.facts[0].value == Decimal("0.04")  # (0.8 - 1) squared
    assert any("forecast recorded" in words for words in evidence.assumptions)


def test_a_quarter_that_is_not_over_cannot_be_calibrated() -> None:
    with pytest.raises(NoData, match="No quarter"):
        asked(view="calibration", period="next quarter")


def test_without_renewals_nothing_is_guessed() -> None:
    tables = {name: rows for name, rows in TABLES.items() if name != "renewals"}
    with pytest.raises(NoData, match="no renewals"):
        asked(tables)


def test_a_period_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(InvalidRequest):
        asked(period="soon")
