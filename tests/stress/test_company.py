"""What Steward must find in a company it was not built with; the floors lie below what was measured."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.stress.cast import LAST, cast
from tests.stress.company import Truth, generate, tables_of
from tests.stress.imported import healths_on, import_company, open_company, records_on
from tests.stress.leakage import differences, hindsight
from tests.stress.score import findings
from tests.stress.standing import added, moves_add_up, offered
from tools.context import Context
from tools.signals.catalogue import signals_of

SEED, SIZE = 9, 70
PAST = date(2025, 2, 14)
# Causes whose traces are in the records themselves, and not only in what somebody wrote.
CLEAR = ("usage_decline", "champion_left", "stalled_onboarding", "never_adopted", "support_trouble", "nps_collapse",
         "overbought", "payment_failure", "new_executive")  # fmt: skip
LEAST_FOUND = 0.85


@dataclass(frozen=True)
class Imported:
    """The company, what was planted in it, and where it lies."""

    context: Context
    truths: list[Truth]
    folder: Path
    held_back: int


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("fernhill")
    truths = generate(SEED, folder, SIZE)
    report = import_company(folder)
    return Imported(open_company(folder, LAST), truths, folder, len(report.held_back))


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    sums = []
    for name in ("first", "second"):
        generate(3, tmp_path / name, 20)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        sums.append([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files])
    assert sums[0] == sums[1]


def test_another_company_is_imported_without_a_row_held_back(company: Imported) -> None:
    assert company.held_back == 0


def test_the_points_of_every_account_add_up_to_its_score(company: Imported) -> None:
    healths = healths_on(company.context, LAST)
    assert len(healths) == SIZE
    assert [key for key, health in healths.items() if health.score is not None and added(health) != health.score] == []


def test_what_moved_adds_up_to_the_change_of_every_account(company: Imported) -> None:
    before, now = (healths_on(company.context, day) for day in (LAST - timedelta(days=91), LAST))
    assert [key for key in before if not moves_add_up(before[key], now[key])] == []


def test_a_past_day_looks_the_same_to_who_knows_what_came_after(company: Imported) -> None:
    tables = tables_of(cast(SEED, SIZE))
    assert differences(company.context, tables, SEED, PAST, company.folder / "cut") == []


def test_no_signal_is_dated_in_hindsight(company: Imported) -> None:
    assert hindsight(company.context, [date(2024, 8, 20), PAST]) == []


def test_the_clearly_visible_causes_are_found(company: Imported) -> None:
    records = records_on(company.context, LAST)
    signals = {key: signals_of(record, company.context.company) for key, record in records.items()}
    clear = [item for item in findings(company.truths, signals) if item.truth["cause"] in CLEAR]
    seen = [item for item in clear if not item.truth["faint"]]
    missed = Counter(item.truth["cause"] for item in seen if not item.is_found)
    assert len(seen) >= 8
    assert sum(missed.values()) <= (1 - LEAST_FOUND) * len(seen), missed


def test_nobody_red_is_offered_more(company: Imported) -> None:
    ready = offered(company.context)
    assert ready
    assert [key for key, item in ready.items() if item.health.status == "red"] == []
