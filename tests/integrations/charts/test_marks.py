"""Where the bars of a bridge begin and end, and where days lie along an axis."""

from __future__ import annotations

from integrations.charts.marks import domain_of, groups_of, is_cut
from integrations.charts.scales import axis_label, categories_of, places_of
from integrations.charts.theme import THEMES
from tests.integrations.charts.samples import BRIDGE, BUCKETS, SEGMENTS, THROUGH_ZERO, TREND, chart, series

LIGHT = THEMES["light"]


def test_each_step_of_a_bridge_stands_on_the_one_before() -> None:
    marks = [group.marks[0] for group in groups_of(BRIDGE, LIGHT)]
    assert [(mark.start, mark.end) for mark in marks] == [(0, 1000), (1000, 1060), (1060, 1040), (0, 1040)]
    assert [mark.is_level for mark in marks] == [True, False, False, True]


def test_a_missing_step_has_no_height_and_moves_nothing() -> None:
    marks = [group.marks[0] for group in groups_of(THROUGH_ZERO, LIGHT)]
    assert [(mark.start, mark.end) for mark in marks] == [(0, 100), (100, 100), (100, -50), (0, -50)]
    assert [mark.is_missing for mark in marks] == [False, True, False, False]


def test_only_a_bridge_of_small_steps_between_high_levels_is_cut() -> None:
    assert is_cut(groups_of(BRIDGE, LIGHT))
    assert domain_of(groups_of(BRIDGE, LIGHT))[1] == 1060
    assert not is_cut(groups_of(THROUGH_ZERO, LIGHT))
    assert domain_of(groups_of(BUCKETS, LIGHT)) == (0, 1_240_000)


def test_rises_falls_and_levels_have_their_own_colours() -> None:
    colours = [group.marks[0].colour for group in groups_of(BRIDGE, LIGHT)]
    assert colours == [LIGHT.level, LIGHT.series[2], LIGHT.series[1], LIGHT.level]


def test_days_lie_by_their_distance_and_other_names_evenly() -> None:
    assert places_of(("2025-01-01", "2025-01-11", "2025-01-31")) == {
        "2025-01-01": 0.0,
        "2025-01-11": 1 / 3,
        "2025-01-31": 1.0,
    }
    assert places_of(("Q1", "Q2", "Q3")) == {"Q1": 0.0, "Q2": 0.5, "Q3": 1.0}
    assert places_of(("Q1",)) == {"Q1": 0.5}


def test_times_are_put_in_order_and_other_names_are_left_in_theirs() -> None:
    late_first = chart("trend", "", "count", series("a", [("2025-03", "1", "1"), ("2025-01", "2", "2")]))
    assert categories_of(late_first) == ("2025-01", "2025-03")
    assert categories_of(SEGMENTS) == ("Q1", "Q2", "Q3")
    assert categories_of(TREND) == ("2025-05", "2025-06", "2025-07", "2025-08")


def test_days_and_months_are_written_short() -> None:
    written = [axis_label(at) for at in ("2025-03-31", "2025-03", "2025-99", "2025-02-30", "Q1 FY2026", "3")]
    assert written == ["31 Mar ’25", "Mar ’25", "2025-99", "2025-02-30", "Q1 FY2026", "3"]


def test_shares_of_a_way_are_drawn_on_the_whole_way() -> None:
    short = chart("buckets", "", "percent", series("Progress", [("Goal", "0.04", "4.0 %")]))
    assert domain_of(groups_of(short, LIGHT)) == (0, 0.04)
    assert domain_of(groups_of(short.model_copy(update={"whole": 1}), LIGHT)) == (0, 1)
