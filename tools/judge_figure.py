"""judge_figure: in which of the usual bands a figure falls, stated or the company's own, and what the bands are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tools.context import Context
from tools.errors import InvalidRequest, NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Definition, Fact, Source, write_value
from tools.measure import scope_words
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.names import listed, lowered, pick
from tools.selection import Selection, select
from tools.what_if.bands import BENCHMARKS, Band, Benchmark
from tools.what_if.given import QUESTION, number
from tools.what_if_requests import JudgeFigure

USUAL = Source(tables=("the usual bands of the field",), rows=0, query="")


def judge_figure(context: Context, request: JudgeFigure) -> Evidence:
    """Head: the figure and its band; without a figure the bands alone. Raises UnknownName, NoData, InvalidRequest."""
    benchmark = benchmark_named(request.measure)
    selection = _selection(context, benchmark, request) if request.is_own else None
    figure = _own(context, benchmark, selection) if selection else _stated(context, benchmark, request.figure)
    head = (figure, _verdict(benchmark, figure)) if figure else ()
    bands = Section(
        title="Usual bands", name="bands", layout="table", facts=tuple(_rows(context, benchmark, benchmark.bands))
    )
    return in_sections(
        head,
        (bands,),
        title=f"{benchmark.label}: the usual bands",
        assumptions=(*(selection.assumptions if selection else ()), *scope_words(context)),
        notes=(f"{benchmark.label}: {benchmark.note}",) if benchmark.note else (),
    )


def benchmark_named(name: str) -> Benchmark:
    """The benchmark of that name or label. Raises UnknownName with near names."""
    if name in BENCHMARKS:
        return BENCHMARKS[name]
    labels = {benchmark.label: benchmark for benchmark in BENCHMARKS.values()}
    return labels[pick(name, list(labels), "benchmark")]


def _selection(context: Context, benchmark: Benchmark, request: JudgeFigure) -> Selection:
    if not benchmark.metric:
        raise InvalidRequest(f"{benchmark.label} is no figure of the company's data; state one to be judged.")
    return select(context, METRICS[benchmark.metric], request.period, request.filters)


def _own(context: Context, benchmark: Benchmark, selection: Selection) -> Fact:
    metric = METRICS[benchmark.metric]
    fact = measure(context, metric, selection)[0]
    if fact.value is None:
        raise NoData(f"{metric.label} is not defined here: {fact.undefined_because}; state a figure to be judged.")
    return fact.model_copy(update={"metric": "judged_figure", "subject": {**fact.subject, "measure": benchmark.label}})


def _stated(context: Context, benchmark: Benchmark, figure: float | None) -> Fact | None:
    if figure is None:
        return None
    return Fact(
        metric="judged_figure",
        label=benchmark.label,
        value=Decimal(repr(figure)),
        unit=benchmark.unit,
        currency=context.company.currency if benchmark.unit == "money" else None,
        subject={"measure": benchmark.label},
        as_of=context.as_of,
        definition=Definition(name=benchmark.name, version=1, formula="as stated in the question"),
        source=QUESTION,
    )


def _verdict(benchmark: Benchmark, figure: Fact) -> Fact:
    found = benchmark.holding(number(figure))
    return figure.model_copy(
        update={
            "metric": "usual_band",
            "label": "It is",
            "value": listed([band.says for band in found]) or _outside(benchmark, number(figure)),
            "unit": "text",
            "currency": None,
            "definition": Definition(name="usual_band", version=1, formula="the usual band that holds the figure"),
            "inputs": {"figure": figure.value},
        }
    )


def _outside(benchmark: Benchmark, figure: Decimal) -> str:
    if all(band.least is not None and figure < band.least for band in benchmark.bands):
        return "below the usual bands"
    is_above = all(band.most is not None and figure > band.most for band in benchmark.bands)
    return "above the usual bands" if is_above else "between the usual bands"


def _rows(context: Context, benchmark: Benchmark, bands: Sequence[Band]) -> Iterator[Fact]:
    for band in bands:
        yield Fact(
            metric="usual_range",
            label=benchmark.label,
            value=_range(context, benchmark, band),
            unit="text",
            subject={"band": band.says},
            as_of=context.as_of,
            definition=Definition(name="usual_range", version=1, formula=f"usual bands of {lowered(benchmark.label)}"),
            source=USUAL,
        )


def _range(context: Context, benchmark: Benchmark, band: Band) -> str:
    """'90.0 % to 95.0 %', '3.0 and more', 'below 85.0 %'."""
    currency = context.company.currency if benchmark.unit == "money" else None
    least, most = (
        None if end is None else write_value(end, benchmark.unit, currency) for end in (band.least, band.most)
    )
    if least is None:
        return f"below {most}"
    return f"{least} and more" if most is None else f"{least} to {most}"
