"""Kept scores are the ones that would be computed, and only those of the asker's accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.company_folder import open_warehouse, read_company
from integrations.sample.build import build_sample
from knowledge.library import Library
from tests.company import account, context, line
from tools.company import Company, Person
from tools.company_settings import HealthSettings, Weights
from tools.context import Context
from tools.data_state import describe_data
from tools.health.keeping import most_scores, scores_to_keep
from tools.health.observing import Observed, observe
from tools.health.snapshots import TABLE, kept_scores, made_by
from tools.requests import DescribeData
from tools.scope import OPERATOR, scope_of
from tools.warehouse import Warehouse

Rows = Sequence[Mapping[str, Any]]
NAMES = ("Acorn", "Birch", "Cedar")
NEW_YEAR = date(2025, 1, 1)
MAYA = Person(name="Maya", email="maya@tiny.test", role="csm")
# Use alone is enough for a score.
TINY = Company(name="Tiny", people=(MAYA,), health=HealthSettings(least_coverage=0.01))
OTHER_WEIGHTS = TINY.model_copy(
    update={"health": HealthSettings(weights=Weights(usage=1, sentiment=1, relationship=2))}
)


def use(name: str, number: int) -> Mapping[str, Any]:
    """The use of one week: of Cedar more with each week, of the others less."""
    on = date(2024, 1, 3) + timedelta(weeks=number)
    uses = 5 + number if name == "Cedar" else 60 - number
    return {
        "usage_event_id": f"{name}-{number}",
        "account_id": f"A-{name}",
        "used_on": on,
        "user_id": "U",
        "uses": uses,
    }


DATA: Mapping[str, Rows] = {
    "accounts": [account("Acorn", csm="Maya"), account("Birch", csm="Omar"), account("Cedar", csm="Maya")],
    "subscriptions": [
        line("Acorn", 1200, "2024-01-01", "2024-09-15"),
        line("Birch", 2400, "2024-01-01"),
        line("Cedar", 3600, "2024-03-01"),
    ],
    "usage_events": [use(name, number) for name in NAMES for number in range(50)],
}


def kept_in(rows: Rows, company: Company = TINY, user: str | None = None) -> Context:
    """The tiny company with these kept scores."""
    return context({**DATA, TABLE: list(rows)}, company, user=user)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return scores_to_keep(context(DATA, TINY))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = build_sample(tmp_path_factory.mktemp("kept") / "sample")
    warehouse = open_warehouse(folder)
    library = Library.open(Path("unused"), ())
    return Context(warehouse, OPERATOR, read_company(folder), library, warehouse.coverage.last_day)


def without(whole: Context) -> Context:
    """The same context over the same data, as if no scores had been kept."""
    bare = Warehouse(whole.warehouse.backend, whole.warehouse.coverage)
    bare.tables = {name: table for name, table in bare.tables.items() if name != TABLE}
    return replace(whole, warehouse=bare)


def told(observed: Observed) -> str:
    """Everything, a number's decimals included."""
    return repr(observed)


def test_paying_accounts_are_kept_at_each_month_end_from_90_days_after_the_first_use(rows: Rows) -> None:
    # The first week with use began on 1 January 2024, a Monday; 90 days later is 31 March.
    months = {name: [row["day"].month for row in rows if row["account_id"] == f"A-{name}"] for name in NAMES}
    assert months == {"Acorn": [*range(3, 9)], "Birch": [*range(3, 13)], "Cedar": [*range(3, 13)]}
    assert {row["day"] + timedelta(1) for row in rows} == {*(date(2024, month, 1) for month in range(4, 13)), NEW_YEAR}


def test_a_tiny_company_is_observed_alike_with_and_without_kept_scores(rows: Rows) -> None:
    computed = observe(context(DATA, TINY), 90, "computed")
    assert len(computed.observations) == 6 + 7 + 7
    assert told(observe(kept_in(rows), 90, "computed")) == told(computed)


@pytest.mark.parametrize(
    ("horizon", "as_of"), [(90, date(2026, 6, 30)), (30, date(2026, 6, 30)), (60, date(2025, 9, 10))]
)
def test_the_sample_is_observed_alike_with_and_without_kept_scores(sample: Context, horizon: int, as_of: date) -> None:
    seen = replace(sample, as_of=as_of)
    assert len(kept_scores(seen)) > 2000
    assert told(observe(seen, horizon, "computed")) == told(observe(without(seen), horizon, "computed"))


def test_a_csm_of_the_sample_observes_alike_with_and_without_kept_scores(sample: Context) -> None:
    csm = next(person for person in sample.company.people if person.role == "csm")
    own = replace(sample, scope=scope_of(csm.email, sample.company))
    assert 0 < len(kept_scores(own)) < len(kept_scores(sample))
    assert told(observe(own, 90, "computed")) == told(observe(without(own), 90, "computed"))


def test_what_was_kept_is_taken_and_not_computed_again(rows: Rows) -> None:
    changed = [{**row, "score": 1, "status": "red"} for row in rows]
    assert {item.score.score for item in observe(kept_in(changed), 90, "computed").observations} == {1}


def test_a_day_that_was_not_kept_is_computed(rows: Rows) -> None:
    some = [row for row in rows if row["day"].month != 6]
    assert told(observe(kept_in(some), 90, "computed")) == told(observe(context(DATA, TINY), 90, "computed"))


def test_an_account_that_could_not_be_scored_is_kept_as_such() -> None:
    early = {**DATA, "subscriptions": [*DATA["subscriptions"], line("Dill", 900, "2024-01-01")]}
    early["accounts"] = [*DATA["accounts"], account("Dill")]
    kept = scores_to_keep(context(early, TINY))
    assert {row["score"] for row in kept if row["account_id"] == "A-Dill"} == {None}
    seen = observe(context({**early, TABLE: kept}, TINY), 90, "computed")
    assert seen.unscored == observe(context(early, TINY), 90, "computed").unscored > 0


def test_changed_settings_leave_the_kept_scores_aside(rows: Rows) -> None:
    assert made_by(OTHER_WEIGHTS) != made_by(TINY)
    assert kept_scores(kept_in(rows, OTHER_WEIGHTS)) == {}


def test_nobody_gets_a_kept_score_of_another_ones_account(rows: Rows) -> None:
    assert {name for name, _ in kept_scores(kept_in(rows, user=MAYA.email))} == {"A-Acorn", "A-Cedar"}


def test_kept_scores_are_no_data_of_the_company(rows: Rows) -> None:
    seen, bare = kept_in(rows), context(DATA, TINY)
    labels = [fact.label for fact in describe_data(seen, DescribeData(topic="everything")).facts]
    assert labels == [fact.label for fact in describe_data(bare, DescribeData(topic="everything")).facts]
    assert seen.vocabulary == bare.vocabulary


def test_scores_are_counted_from_the_first_evidence_before_any_is_computed() -> None:
    assert most_scores(context(DATA, TINY)) == 3 * 12
    assert most_scores(context({name: DATA[name] for name in ("accounts", "subscriptions")}, TINY)) == 0
