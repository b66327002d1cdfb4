"""A public billing example, its monthly bridge rebuilt here in plain Python by that project's own rules.

Its rules: an account's monthly revenue is that of the lines live on the month's first day; the change against the month
before is new, reactivation, upgrade, downgrade or churn.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from integrations.company_folder import open_warehouse, read_company
from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.mapping_file import shipped_mapping
from knowledge.library import Library
from tools.catalogue import TOOLS
from tools.context import Context
from tools.periods import add_months
from tools.scope import OPERATOR

LAST_MONTH = date(2020, 1, 1)
METRIC = {
    "new": "new_mrr",
    "reactivation": "reactivation_mrr",
    "upgrade": "expansion_mrr",
    "downgrade": "contraction_mrr",
    "churn": "churned_mrr",
}
Bridge = Mapping[tuple[date, str, str], Decimal]


@pytest.fixture(scope="module")
def example(shared_data: Path) -> Path:
    folder = shared_data / "mrr_playbook"
    if not folder.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: the public billing example is not at {folder}")
    return folder


@pytest.fixture(scope="module")
def view(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Context:
    company = tmp_path_factory.mktemp("company")
    order = ImportOrder(example, shipped_mapping("mrr_playbook"), company)
    import_folder(order, date(2026, 1, 1), "2026-01-01T00:00:00+00:00", lambda _step: None)
    warehouse = open_warehouse(company)
    library = Library.open(company / "index", ())
    return Context(warehouse, OPERATOR, read_company(company), library, warehouse.coverage.last_day)


@pytest.fixture(scope="module")
def expected(example: Path) -> Bridge:
    with (example / "subscription_periods.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    first = min(date.fromisoformat(line["start_date"]) for line in lines).replace(day=1)
    found: dict[tuple[date, str, str], Decimal] = defaultdict(Decimal)
    for account in {line["customer_id"] for line in lines}:
        own = [line for line in lines if line["customer_id"] == account]
        before, month, was_active = Decimal(0), first, False
        while month <= LAST_MONTH:
            now = sum((Decimal(line["monthly_amount"]) for line in own if _is_live(line, month)), Decimal(0))
            kind = _kind(before, now, was_active=was_active)
            if kind:
                found[month, account, kind] += abs(now - before)
            before, month, was_active = now, add_months(month, 1), was_active or now > 0
    return found


def test_the_monthly_bridge_equals_that_projects_own_row_for_row(view: Context, expected: Bridge) -> None:
    months = sorted({month for month, _, _ in expected})
    asked = {"period": f"{months[0]}..{LAST_MONTH}", "grain": "month", "is_monthly_amount": True}
    evidence = TOOLS["bridge_arr"].run(view, asked | {"group_by": ["account"]})
    measured = {
        (fact.period.start, fact.subject["account"], kind): fact.value
        for fact in evidence.facts
        for kind, metric in METRIC.items()
        if fact.period and fact.metric == metric and fact.value
    }
    assert measured == dict(expected)


def test_the_bridge_of_all_accounts_is_the_sum_of_theirs(view: Context, expected: Bridge) -> None:
    evidence = TOOLS["bridge_arr"].run(
        view, {"period": f"2018-01-01..{LAST_MONTH}", "grain": "month", "is_monthly_amount": True}
    )
    for kind, metric in METRIC.items():
        totals = {fact.period.start: fact.value for fact in evidence.facts if fact.period and fact.metric == metric}
        for month, value in totals.items():
            assert value == sum(amount for (day, _, own), amount in expected.items() if day == month and own == kind)


def test_the_as_of_day_is_the_last_that_anybody_paid_for(view: Context, example: Path) -> None:
    with (example / "subscription_periods.csv").open(encoding="utf-8", newline="") as file:
        live = [line for line in csv.DictReader(file) if _is_live(line, LAST_MONTH)]
    evidence = TOOLS["measure_metric"].run(view, {"metric": "mrr"})
    assert evidence.facts[0].as_of == date(2020, 1, 31)
    assert evidence.facts[0].value == sum(Decimal(line["monthly_amount"]) for line in live) > 0


def _is_live(line: Mapping[str, str], day: date) -> bool:
    return date.fromisoformat(line["start_date"]) <= day < date.fromisoformat(line["end_date"])


def _kind(before: Decimal, now: Decimal, *, was_active: bool) -> str:
    if before == now:
        return ""
    if not before:
        return "reactivation" if was_active else "new"
    if not now:
        return "churn"
    return "upgrade" if now > before else "downgrade"
