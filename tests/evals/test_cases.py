"""The project's own cases: complete, sound, and about everything Steward can do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from evals.case import CASES, Case, load_cases
from evals.known_values import known_values, open_exports, open_published
from integrations.company_folder import current_version
from integrations.sample.build import build_sample
from tools.catalogue import TOOLS
from tools.metrics.catalogue import METRICS

SAMPLE = load_cases("sample")
# The kinds of case that only the tool can answer.
KINDS: Mapping[str, set[str]] = {
    "measure_metric": {"look_up", "cut", "ranking"},
    "compare_metric": {"comparison"},
    "trend_metric": {"trend"},
    "bridge_arr": {"bridge"},
    "measure_concentration": {"concentration"},
    "retain_cohorts": {"cohort"},
    "describe_account": {"account"},
    "list_accounts": {"list"},
    "define_term": {"definition"},
    "describe_data": {"data"},
    "ask_back": {"ambiguous"},
    "decline": {"out_of_scope", "write_request"},
}


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = build_sample(tmp_path_factory.mktemp("evals") / "sample")
    return folder / "data" / current_version(folder) / "company.duckdb"


@pytest.mark.parametrize("metric", sorted(METRICS))
def test_every_metric_has_a_case(metric: str) -> None:
    assert any(case.expect.metric == metric and case.expect.sql for case in SAMPLE)


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_every_tool_has_cases_of_its_kinds(tool: str) -> None:
    assert KINDS[tool] <= {case.kind for case in SAMPLE}


def test_no_kind_of_case_is_kept_for_a_tool_that_is_gone() -> None:
    assert set(KINDS) == set(TOOLS)


@pytest.mark.parametrize("case", [*SAMPLE, *load_cases("ravenstack")], ids=lambda case: case.id)
def test_a_case_says_why_it_exists_and_can_fail(case: Case) -> None:
    assert case.why
    assert case.expect.metric in {"", *METRICS}
    if case.expect.outcome == ("answered",):
        assert case.expect.sql or case.expect.must_say


def test_the_samples_cases_never_pin_values() -> None:
    assert [case.id for case in SAMPLE if case.expect.known] == []


def test_there_are_many_cases_and_a_quarter_is_badly_phrased() -> None:
    assert len(SAMPLE) >= 90
    assert sum(case.badly_phrased for case in SAMPLE) / len(SAMPLE) >= 0.25


def test_every_question_is_asked_once() -> None:
    asked = [(case.user, case.after, case.question) for case in SAMPLE]
    assert len(set(asked)) == len(asked)


def test_every_sql_of_the_sample_gives_values(sample_file: Path) -> None:
    values = known_values(SAMPLE, open_published(sample_file))
    assert [case.id for case in SAMPLE if case.expect.sql and not values[case.id]] == []


def test_pinned_values_of_the_outside_company_are_what_its_files_say(shared_data: Path) -> None:
    cases = load_cases("ravenstack")
    values = known_values(cases, open_exports(shared_data / "ravenstack"))
    assert [case.id for case in cases if case.expect.sql and not values[case.id]] == []


def test_every_file_of_cases_is_about_a_company_with_data() -> None:
    companies = {yaml.safe_load(path.read_text(encoding="utf-8"))["company"] for path in CASES.glob("*.yaml")}
    assert companies == {"sample", "ravenstack"}
