"""A query compiled once says, for every period, exactly what compiling each question says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrations.company_folder import open_warehouse, read_company
from integrations.sample.build import build_sample
from knowledge.library import Library
from tests.company import account, context, line
from tools.compiled import run_compiled
from tools.context import Context
from tools.dimensions import applicable
from tools.errors import NoData, ToolError
from tools.facts import Fact
from tools.measuring import measure, measure_together
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.periods import MONTHS, Period
from tools.requests import Filter
from tools.scope import OPERATOR, Scope
from tools.selection import Cut, Selection, require, resolve_cut, resolve_dimension
from tools.warehouse import Warehouse

Built = TypeVar("Built")
BY_ENGINE = sorted(name for name, metric in METRICS.items() if not metric.frame.of_records)
FRAMES: dict[str, list[Metric]] = defaultdict(list)
for name in BY_ENGINE:
    FRAMES[METRICS[name].frame.name].append(METRICS[name])
BY_TYPE = {"flag": "yes", "date": "2025", "number": "5"}
Shown = tuple[Fact, ...] | str


class Forgetful(Warehouse):
    """A warehouse that keeps no compiled query."""

    def once(self, key: Hashable, build: Callable[[], Built]) -> Built:
        return build() if key == ("compiled", "shapes") else super().once(key, build)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = build_sample(tmp_path_factory.mktemp("compiled") / "sample")
    warehouse = open_warehouse(folder)
    library = Library.open(folder / "index", ())
    return Context(warehouse, OPERATOR, read_company(folder), library, warehouse.coverage.last_day)


@pytest.fixture(scope="module")
def forgetful(sample: Context) -> Context:
    return replace(sample, warehouse=Forgetful(sample.warehouse.backend, sample.warehouse.coverage))


def said(context: Context, metric: Metric, selection: Selection) -> Shown:
    try:
        return measure(context, metric, selection)
    except ToolError as error:
        return error.message


def is_in(context: Context, metric: Metric) -> bool:
    """Whether the sample company has what the metric needs."""
    try:
        require(context, metric)
    except NoData:
        return False
    return True


def selection_of(context: Context, metric: Metric, period: Period, group: str, filtered: str) -> Selection:
    groups = (resolve_dimension(context, metric, group),) if group else ()
    cuts: tuple[Cut, ...] = ()
    if filtered:
        dimension = resolve_dimension(context, metric, filtered)
        value = BY_TYPE.get(dimension.type) or next(
            iter(context.vocabulary.values.get(dimension.name, ("Hooli Media",)))
        )
        cuts = (resolve_cut(context, metric, Filter(dimension=filtered, values=(value,))),)
    return Selection(period, cuts, groups)


def ways_to_cut(context: Context, metric: Metric) -> list[str]:
    if metric.frame.is_whole:
        return [""]
    known = applicable(context.vocabulary.dimensions, (metric.frame.cut_table,))
    return ["", *sorted(set(known) - {"health"})]


@st.composite
def periods(draw: st.DrawFn, context: Context) -> Period:
    """A period of the calendar, the months up to a day, or any days."""
    coverage, calendar = context.warehouse.coverage, context.calendar
    day = draw(st.dates(coverage.first_day + timedelta(days=400), coverage.last_day))
    grain = draw(st.sampled_from([*MONTHS, None]))
    if grain:
        return calendar.holding(day, grain)
    kind = draw(st.sampled_from(["trailing", "day", "days"]))
    if kind == "trailing":
        return calendar.model_copy(update={"as_of": day}).trailing(draw(st.integers(1, 24)))
    return Period(start=day - timedelta(days=0 if kind == "day" else draw(st.integers(1, 700))), end=day)


@pytest.mark.parametrize("frame", sorted(FRAMES))
def test_every_metric_is_the_same_when_compiled_once(frame: str, sample: Context, forgetful: Context) -> None:
    last = sample.warehouse.coverage.last_day
    years = [sample.calendar.year(last.year - 1), sample.calendar.year(last.year - 2)]
    metrics = [metric for metric in FRAMES[frame] if is_in(sample, metric)]
    for period in (years[0], years[0], years[1]) if metrics else ():
        ours, direct = (measure_together(seen, metrics, Selection(period)) for seen in (sample, forgetful))
        assert ours == direct


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_metric_cut_in_any_way_is_the_same_in_any_period(
    sample: Context, forgetful: Context, data: st.DataObject
) -> None:
    first_month = data.draw(st.sampled_from([1, 4]))
    company = sample.company.model_copy(update={"fiscal_year_start": first_month})
    ours, direct = replace(sample, company=company), replace(forgetful, company=company)
    metric = METRICS[data.draw(st.sampled_from(BY_ENGINE))]
    group, filtered = (data.draw(st.sampled_from(ways_to_cut(ours, metric))) for _ in range(2))
    one, other = data.draw(periods(ours)), data.draw(periods(ours))
    for period in (one, one, other):
        selection = selection_of(ours, metric, period, group, filtered)
        assert said(ours, metric, selection) == said(direct, metric, selection)


def texts(company: Context, names: list[str], years: tuple[int, ...]) -> list[str]:
    metric = METRICS[names[0]]
    return [measure(company, metric, Selection(company.calendar.year(year)))[0].source.query for year in years]


def tiny() -> Context:
    lines = [line("one", 100, "2022-03-01", csm="A"), line("one", 20, "2023-05-01", "2024-03-01")]
    return context({"accounts": [account("one", csm="Ann"), account("two", csm="Ben")], "subscriptions": lines})


def test_the_query_shown_holds_the_days_asked_for() -> None:
    first, second, third = texts(tiny(), ["net_revenue_retention"], (2023, 2023, 2024))
    assert first == second
    assert "(2023, 12, 31)" in third
    assert "(2024, 12, 31)" in third
    assert "187" not in third


def test_what_depends_on_a_day_in_another_way_is_compiled_each_time() -> None:
    company = tiny()
    lines = company.table("subscriptions")

    def counted(period: Period) -> object:
        return lines.aggregate(found=lines.arr.sum() * (1 if period.end < date(2024, 1, 1) else 2))

    def amount(period: Period) -> object:
        return run_compiled(company, period, counted, ("by a comparison", ())).rows[0]["found"]

    years = [company.calendar.year(year) for year in (2023, 2023, 2024, 2023)]
    assert [amount(year) for year in years] == [120, 120, 240, 120]


def test_a_length_in_days_is_compiled_each_time() -> None:
    company = tiny()
    lines = company.table("subscriptions")

    def counted(period: Period) -> object:
        return lines.aggregate(found=lines.arr.sum() * (period.end - period.start).days)

    spans = [Period(start=date(2024, 1, 2), end=date(2024, 1, day)) for day in (4, 4, 5, 7)]
    found = [run_compiled(company, span, counted, ("by length", ())).rows[0]["found"] for span in spans]
    assert found == [240, 240, 360, 600]


def test_what_is_kept_for_one_asker_is_not_used_for_another() -> None:
    company = tiny()
    year = Selection(company.calendar.year(2023))
    for _ in range(3):
        assert measure(company, METRICS["arr"], year)[0].value == 120
    other = replace(company, scope=Scope(asker="Ben", csms=frozenset({"ben"})))
    for _ in range(3):
        assert measure(other, METRICS["arr"], year)[0].value == 0
