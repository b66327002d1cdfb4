"""The bench compares like with like: a small company, made, imported and measured as the large ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench.charts import charts_of
from evals.bench.ledger import MAPPING, imported, write_exports
from evals.bench.measures import BOTH, YEAR, Race, compared, measured, open_context
from integrations.importing.mapping_file import read_mapping
from tools.measuring import measure_together
from tools.metrics.monthly import TABLE
from tools.selection import Selection

ACCOUNTS = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("bench")
    write_exports(made / "exports", ACCOUNTS)
    return made


def test_a_made_up_company_is_measured_against_queries_written_by_hand(folder: Path) -> None:
    loaded = imported(folder / "exports", folder / "company")
    found = measured(folder / "company", 1)
    assert loaded["rows"] > ACCOUNTS * 20
    assert set(found) == {
        "point", "by_segment", "point_by_lines", "by_segment_by_lines", "series_of_24_months", "tool_call", "memory",
    }  # fmt: skip
    assert found["point"]["ratio"] > 0
    drawings = charts_of({"accounts": {"40": found, "80": found}})
    assert sorted(drawings) == ["growth.svg", "ratios.svg"]
    assert all(b"<svg" in drawing for drawing in drawings.values())


def test_a_race_for_different_figures_is_none() -> None:
    with pytest.raises(ValueError, match="the query by hand"):
        compared("nrr", Race(lambda: [[1]], lambda: [[2]]), 1)


def test_the_company_maps_as_any_other() -> None:
    assert set(read_mapping(MAPPING, "mapping.yaml").mapping.tables) == {"accounts", "subscriptions"}


def test_the_query_by_hand_reads_the_table_that_the_tool_reads(folder: Path) -> None:
    ((fact, _),) = measure_together(open_context(folder / "company"), BOTH, Selection(YEAR))
    assert fact.source.tables == (TABLE,)
