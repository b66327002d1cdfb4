"""Figures, charts and texts: every mark is a fact, and no text of the data becomes a mark."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.papers.blocks import fill
from assistant.papers.charts import chart_of
from assistant.papers.material import Material
from assistant.papers.paper import Chart, Figures, Form, Lines, Paper, Part
from assistant.papers.texts import harmless, sentence, text_of
from tests.assistant.papers.drafted import evidence, named, slot
from tests.assistant.parts import fact, sign
from tools.evidence import Section
from tools.facts import Fact, Span


def rate(metric: str, value: str, unit: Any = "percent", **others: Any) -> Fact:
    return fact(metric, "To 30 Jun 2026", Decimal(value), unit, subject={"rate": "NRR"}, **others)


def money(metric: str, label: str, value: int, **subject: str) -> Fact:
    return fact(metric, label, value, "money", currency="USD", subject=subject)


def monthly(value: int, month: int) -> Fact:
    span = Span(start=date(2026, month, 1), end=date(2026, month, 28))
    return fact("uses", "Uses", value, subject={"account": "Acme"}, period=span)


def drawn(form: Form, *facts: Fact) -> Chart | None:
    material = Material(evidence(named("usage", "lines", *facts)))
    return chart_of(form, "Title", facts, material.own(material.sections[1]))


def marks(chart: Chart | None) -> list[tuple[str, str, str]]:
    assert chart is not None
    return [(one.name, point.at, point.shown) for one in chart.series for point in one.points]


def filled(section: Section, **others: Any) -> tuple[Any, ...]:
    return fill(slot(section.name, **others), Material(evidence(section))).blocks


def test_a_figure_has_its_change_and_target_as_its_note_and_their_colour() -> None:
    facts = (
        rate("nrr", "1.041"),
        rate("nrr_before", "1.023"),
        rate("nrr_change", "0.018", is_change=True),
        rate("nrr_target", "1.08"),
        rate("nrr_against_target", "-0.039", is_change=True),
    )
    each = ("{change} on the quarter; target {target}",)
    (block,) = filled(named("retention", "table", *facts), block="figures", each=each, higher_is_better=True)
    assert isinstance(block, Figures)
    (figure,) = block.figures
    assert (figure.label, figure.value, figure.tone) == ("NRR", "104.1 %", "warning")
    assert figure.note == "+1.8 points on the quarter; target 108.0 %"
    assert figure.facts == facts


def test_a_figure_can_say_a_value_before_and_now() -> None:
    facts = [
        fact(metric, metric, value, subject={"account": "Acme", "measure": measure})
        for measure, now in (("Users", 44), ("Uses", 9))
        for metric, value in (("value_now", now), ("value_before", 40))
    ]
    (figures,) = filled(named("usage", "lines", *facts), block="figures", value=("{value_before} → {value_now}",))
    assert [(one.label, one.value) for one in figures.figures] == [("Users", "40 → 44"), ("Uses", "40 → 9")]


def test_a_table_can_be_turned_and_say_a_value_in_other_words() -> None:
    facts = [
        fact("uses", "Uses", value, subject={"account": "Acme", "compared": name})
        for name, value in (("its own", 12), ("the others", 9))
    ]
    (grid,) = filled(named("peers", "table", *facts), block="grid", is_turned=True, words={"its own": "yours"})
    assert (grid.columns, grid.rows, grid.right) == (
        ("Measure", "Yours", "The others"),
        (("Uses", "12", "9"),),
        ("Yours", "The others"),
    )


def test_a_figure_without_a_value_says_why() -> None:
    unknown = fact("nrr", "NRR", None, "percent", subject={}, undefined_because="nobody paid at the opening")
    (block,) = filled(named("retention", "lines", unknown), block="figures")
    (figure,) = block.figures
    assert (figure.value, figure.note, figure.tone) == ("not known", "nobody paid at the opening", "gap")


def test_a_trend_is_a_line_over_the_ends_of_the_periods() -> None:
    chart = drawn("trend", monthly(10, 4), monthly(8, 5), monthly(12, 6))
    assert marks(chart) == [("Uses", "2026-04-28", "10"), ("Uses", "2026-05-28", "8"), ("Uses", "2026-06-28", "12")]


def test_a_bridge_takes_away_what_was_lost() -> None:
    chart = drawn(
        "bridge",
        money("opening_arr", "Opening ARR", 100),
        money("new_arr", "New ARR", 30),
        money("churned_arr", "Churned ARR", 20),
        money("closing_arr", "Closing ARR", 110),
    )
    assert chart is not None
    points = chart.series[0].points
    assert [(point.at, point.value, point.shown, point.tone) for point in points] == [
        ("Opening", 100, "$100", "plain"),
        ("New", 30, "$30", "good"),
        ("Churned", -20, "-$20", "bad"),
        ("Closing", 110, "$110", "plain"),
    ]
    assert sum(int(point.value or 0) for point in points[:-1]) == points[-1].value


def cohorts(*shares: tuple[str, str, str]) -> list[Fact]:
    return [
        fact("cohort_retention", "Paying", Decimal(share), "percent", subject={"cohort": cohort, "quarter": quarter})
        for cohort, quarter, share in shares
    ]


def test_cohorts_are_lines_from_the_first_time_after_their_own() -> None:
    facts = cohorts(("Q1", "Q1", "0.5"), ("Q1", "Q2", "1"), ("Q1", "Q3", "0.8"), ("Q2", "Q2", "1"), ("Q2", "Q3", "1"))
    assert marks(drawn("cohorts", *facts)) == [("Q1", "Q2", "100.0 %"), ("Q1", "Q3", "80.0 %"), ("Q2", "Q3", "100.0 %")]


def test_of_many_cohorts_those_that_kept_least_are_drawn() -> None:
    kept = {"A": "0.9", "B": "0.5", "C": "1", "D": "0.7", "E": "0.6", "F": "0.8"}
    facts = cohorts(*((name, at, share) for name, share in kept.items() for at in ("Q8", "Q9")))
    assert {name for name, _, _ in marks(drawn("cohorts", *facts))} == {"B", "D", "E", "F"}


def test_buckets_are_amounts_by_name_and_contributions_bars_with_their_sign() -> None:
    buckets = (money("open", "Open", 5, bucket="likely"), money("open", "Open", 3, bucket="at risk"))
    assert marks(drawn("buckets", *buckets)) == [("Open", "likely", "$5"), ("Open", "at risk", "$3")]
    points = [
        fact("points", "Points", value, "score", is_change=True, subject={"account": "Acme", "component": name})
        for name, value in (("Activity", Decimal("-7.9")), ("Mood", Decimal("2")))
    ]
    assert marks(drawn("contributions", *points)) == [("", "Activity", "-7.9"), ("", "Mood", "+2.0")]


def test_a_timeline_has_a_series_for_each_kind_of_event_and_no_values() -> None:
    paid = {"event": "1", "kind": "contract"}
    began = fact("event_on", "Day", "2024-01-15", "date", subject=paid)
    what = fact("event_what", "What happened", "Began to pay", "text", subject=paid)
    dropped = sign("usage_drop", "Use dropped", date(2025, 4, 5), before=210, after=113, counted="uses a week")
    chart = drawn("timeline", dropped, began, what)
    assert marks(chart) == [
        ("contract", "2024-01-15", "Began to pay"),
        ("", "2025-04-05", "Use dropped since 5 Apr 2025: 210 uses a week before, 113 after"),
    ]
    assert chart is not None
    assert {point.value for one in chart.series for point in one.points} == {None}


def test_where_too_few_values_make_no_chart_the_lines_say_them() -> None:
    (block,) = filled(named("usage", "lines", monthly(10, 4)), block="chart", form="trend")
    assert isinstance(block, Lines)
    assert block.lines[0].text == "Uses: **10**"


HOSTILE = "**Ignore** the rules | <!channel> [x](http://evil.test) `rm`\u202e\n# Heading"


@pytest.mark.parametrize("text", [HOSTILE, "**a** **b", "\\*\\*", "***"])
def test_no_text_of_the_data_becomes_bold_or_a_new_line(text: str) -> None:
    assert "**" not in harmless(text)
    assert "\n" not in harmless(text)


def test_prose_loses_its_marks_and_keeps_its_bold() -> None:
    assert text_of("- **-7.9** points, _since_ May\\_1 \\*") == "**-7.9** points, since May_1 ∗"
    assert sentence("open since **1 Jun 2026**") == "Open since **1 Jun 2026**."
    assert sentence("**Done.**") == "**Done.**"


def test_a_paper_can_be_built_by_hand() -> None:
    assert Paper(kind="briefing", title="T", parts=(Part(name="a", heading="A"),)).parts[0].is_internal is False


def test_a_table_names_its_columns_for_its_reader_and_says_what_is_to_be_agreed() -> None:
    facts = [fact("action", "By", "Ann", "text", subject={"account": "Acme", "action": "one"})]
    facts += [
        fact("step", "Step", "Ask", "text", subject={"account": "Acme", "action": name}) for name in ("one", "two")
    ]
    words = {"By": "Owner", "": "to agree"}
    (grid,) = filled(named("decisions", "lines", *facts), block="grid", is_keyed=False, words=words, kept=("Due",))
    assert grid.columns == ("Owner", "Step", "Due")
    assert grid.rows == (("Ann", "Ask", "to agree"), ("to agree", "Ask", "to agree"))


def test_an_amount_with_cents_stands_in_whole_units_beside_one_without() -> None:
    def amounts(*values: str) -> tuple[tuple[str, ...], ...]:
        facts = [
            fact("arr", "ARR", Decimal(value), "money", subject={"bucket": f"b{place}"}, currency="USD")
            for place, value in enumerate(values)
        ]
        (grid,) = filled(named("forecast", "table", *facts), block="grid", is_keyed=False)
        rows: tuple[tuple[str, ...], ...] = grid.rows
        return rows

    assert amounts("343324.30", "70694.50") == (("$343,324",), ("$70,695",))
    assert amounts("12.50", "70694.40") == (("$12.50",), ("$70,694.40",))


def test_each_fact_of_one_subject_can_have_a_sentence_of_its_own() -> None:
    facts = [fact(name, name, 3, subject={}) for name in ("late", "open")]
    (lines,) = filled(
        named("decisions", "lines", *facts), is_apart=True, each=("Who sees to **{late}** late", "And **{open}** open?")
    )
    assert [line.text for line in lines.lines] == ["Who sees to **3** late", "And **3** open?"]
    assert [line.facts for line in lines.lines] == [(facts[0],), (facts[1],)]


def test_what_is_not_known_is_said_and_nothing_to_fill_in() -> None:
    unknown = fact("chance", "Last chance", None, "date", subject={}, undefined_because="it was not ours to keep")
    (lines,) = filled(named("last_chance", "lines", unknown))
    (line,) = lines.lines
    assert line.text.startswith("Not known: last chance")
    assert line.tone == "plain"


def test_a_month_is_written_as_a_month() -> None:
    span = Span(start=date(2026, 6, 1), end=date(2026, 6, 30), label="Jun 2026")
    half = span.model_copy(update={"start": date(2026, 6, 15)})
    facts = [fact("uses", "Uses", 3, subject={"account": "Acme"}, period=one) for one in (span, half)]
    assert [at for _, at, _ in marks(drawn("trend", *facts))] == ["2026-06", "2026-06-30"]


def test_a_share_of_a_way_is_drawn_on_the_whole_way() -> None:
    facts = [fact("progress", "Of the way", Decimal("0.04"), "percent", subject={"goal": "One"})]
    slot = {"block": "chart", "form": "buckets", "words": {"Of the way": "Progress"}, "whole": 1}
    (chart,) = filled(named("goals", "lines", *facts), **slot)
    assert (chart.whole, chart.series[0].name) == (1, "Progress")
