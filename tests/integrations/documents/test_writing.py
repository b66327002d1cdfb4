"""Text and numbers of documents: widths, runs, traces, number formats."""

from __future__ import annotations

import pytest

from assistant.papers.paper import Line
from integrations.documents.column_widths import shared
from integrations.documents.deck.labels import number_format
from integrations.documents.measuring import Face, face_of, width_of
from integrations.documents.provenance import facts_of, trace_of, traces_of
from integrations.documents.runs import Run, gap_runs, runs_of
from tests.integrations.charts.samples import BRIDGE, BUCKETS, CONTRIBUTIONS, SEGMENTS, chart, series
from tests.integrations.documents.samples import AGREED, FIGURES, GRR, NRR


def test_a_width_is_the_sum_of_the_letters_with_some_safety() -> None:
    # Helvetica: A 667, space 278, W 944 thousandths of the size; 72 points are an inch.
    assert width_of("A W", 72) == pytest.approx((0.667 + 0.278 + 0.944) * 1.03)
    assert width_of("株", 72) == pytest.approx(1.03)


def test_a_font_that_may_be_replaced_by_a_wider_one_gets_more_room() -> None:
    assert face_of("Arial").stretch == 1.0
    assert face_of("Any Font Of Theirs").stretch == 1.25
    assert Face(2.0).lines("one two", 72, width_of("one two", 72) * 1.5) == 2


def test_stars_make_bold_and_a_stray_star_is_a_star() -> None:
    assert runs_of("**One** and two") == (Run("One", bold=True), Run(" and two"))
    assert runs_of("a ** b") == (Run("a ** b"),)
    assert runs_of("") == ()


def test_a_gap_says_fill_in_once() -> None:
    assert gap_runs(Line(text="the goal")) == (Run("Fill in: ", bold=True), Run("the goal"))
    assert gap_runs(Line(text="Fill in: the goal")) == (Run("Fill in: ", bold=True), Run("the goal"))


def test_a_number_is_traced_to_its_rule_and_rows_once() -> None:
    assert facts_of((FIGURES, AGREED)) == (NRR, GRR, NRR)
    assert [trace.label for trace in traces_of((NRR, GRR, NRR))] == ["NRR (Acme)", "GRR (Acme)"]
    trace = trace_of(NRR)
    assert (trace.shown, trace.rule) == ("108.3 %", "rule_of_nrr, version 3")
    assert trace.origin == "accounts, subscriptions: 1,204 rows"


def test_a_name_or_a_quote_is_no_number_to_trace() -> None:
    name = NRR.model_copy(update={"value": "Scale", "unit": "text"})
    day = NRR.model_copy(update={"value": "2026-03-31", "unit": "date"})
    assert [trace.shown for trace in traces_of((name, day))] == ["31 Mar 2026"]


def test_a_value_that_is_not_defined_is_traced_with_its_reason() -> None:
    missing = NRR.model_copy(update={"value": None, "undefined_because": "no opening ARR"})
    assert trace_of(missing).shown == "not defined (no opening ARR)"


def test_columns_share_the_room_and_narrow_ones_get_what_they_wish() -> None:
    assert shared([1.0, 2.0], 5.0) == [2.0, 3.0]
    assert shared([1.0, 9.0, 9.0], 7.0) == [1.0, 3.0, 3.0]


def test_numbers_follow_a_format_where_it_writes_them_as_the_facts_do() -> None:
    assert number_format(SEGMENTS) == "#,##0.0 %;-#,##0.0 %"
    assert number_format(BUCKETS) == '"$"#,##0;-"$"#,##0'
    assert number_format(CONTRIBUTIONS) == "+#,##0.0;-#,##0.0;#,##0.0"
    assert number_format(BRIDGE) is None


def test_numbers_that_no_format_writes_stay_text() -> None:
    assert number_format(chart("buckets", "", "money", series("", [("a", "1200000", "$1.2m")]))) is None
    assert (
        number_format(chart("buckets", "", "days", series("", [("a", "12", "12 days")])))
        == '#,##0" days";-#,##0" days"'
    )
