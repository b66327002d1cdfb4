"""Questions about a published company, each beside the same question in hand-written SQL, in turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

from evals.bench.clock import Run, clocked
from evals.bench.ledger import peak_mb
from evals.bench.rival import BY_LINES, BY_MONTH, BY_SEGMENT, POINT, SERIES, written
from integrations.company_folder import open_warehouse, read_company
from knowledge.library import Library
from tools.catalogue import TOOLS
from tools.context import Context
from tools.facts import Fact
from tools.measuring import measure_together
from tools.metrics.catalogue import METRICS
from tools.periods import Period
from tools.scope import OPERATOR
from tools.selection import Selection
from tools.series import measure_steps

BOTH = (METRICS["net_revenue_retention"], METRICS["gross_revenue_retention"])
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
MID_MONTH = Period(start=date(2024, 1, 11), end=date(2024, 12, 10))
TWO_YEARS = Period(start=date(2023, 1, 1), end=date(2024, 12, 31))
ASKED = {"metric": "net_revenue_retention", "period": "2024"}
SAME = Decimal("0.0000001")


@dataclass(frozen=True)
class Race:
    """The same figures twice: by Steward's tools, and by a query written by hand on the same table."""

    ours: Run
    by_hand: Run


def measured(company: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Per question the median milliseconds of both, and their ratio. Raises ValueError when the figures differ."""
    context = open_context(company)
    found = {name: compared(name, race, rounds) for name, race in races(context).items()}
    found["tool_call"] = tool_call(context, rounds)
    found["memory"] = {"peak_mb": peak_mb()}
    return found


def open_context(company: Path) -> Context:
    warehouse = open_warehouse(company)
    library = Library.open(company / "index", ())
    return Context(warehouse, OPERATOR, read_company(company), library, warehouse.coverage.last_day)


def races(context: Context) -> Mapping[str, Race]:
    segment = (context.vocabulary.dimensions["segment"],)
    months = [Selection(month) for month in context.calendar.split(TWO_YEARS, "month")]
    return {
        "point": race(context, Selection(YEAR), written(POINT, BY_MONTH, "2023-12-31", "2024-12-31")),
        "by_segment": race(
            context, Selection(YEAR, (), segment), written(BY_SEGMENT, BY_MONTH, "2023-12-31", "2024-12-31")
        ),
        "point_by_lines": race(context, Selection(MID_MONTH), written(POINT, BY_LINES, "2024-01-10", "2024-12-10")),
        "by_segment_by_lines": race(
            context, Selection(MID_MONTH, (), segment), written(BY_SEGMENT, BY_LINES, "2024-01-10", "2024-12-10")
        ),
        "series_of_24_months": Race(
            lambda: [_values(*step) for step in measure_steps(context, BOTH, months)],
            _asked(context, written(SERIES, "", "2023-01-31", "2024-12-31")),
        ),
    }


def race(context: Context, selection: Selection, by_hand: str) -> Race:
    return Race(
        lambda: [_values(group) for group in measure_together(context, BOTH, selection)], _asked(context, by_hand)
    )


def compared(name: str, race: Race, rounds: int) -> dict[str, float]:
    """In turns, so that what else the machine does slows both. The first round, which compiles, does not count."""
    ours, by_hand = race.ours(), race.by_hand()
    race.ours()
    if any(
        abs(one - other) > SAME for pair in zip(ours, by_hand, strict=True) for one, other in zip(*pair, strict=True)
    ):
        raise ValueError(f"{name}: Steward says {ours} and the query by hand {by_hand}")
    times = [(clocked(race.ours), clocked(race.by_hand)) for _ in range(rounds)]
    ms, ms_by_hand = (median(column) for column in zip(*times, strict=True))
    return {"ms": ms, "ms_by_hand": ms_by_hand, "ratio": median(ours / other for ours, other in times)}


def tool_call(context: Context, rounds: int) -> dict[str, float]:
    """A whole tool call, and what of it is not the query."""
    tool = TOOLS["measure_metric"]
    (fact, *_) = [tool.run(context, ASKED) for _ in range(3)][-1].facts
    times = [(clocked(lambda: tool.run(context, ASKED)), clocked(_asked(context, _query(fact)))) for _ in range(rounds)]
    whole, query = (median(column) for column in zip(*times, strict=True))
    return {"ms": whole, "ms_query": query, "ms_over_query": median(one - other for one, other in times)}


def _query(fact: Fact) -> str:
    return fact.source.query


def _asked(context: Context, query: str) -> Run:
    """The two rates of each row, the last two columns."""
    return lambda: [
        [Decimal(str(value)) for value in row[-2:] if value is not None and not isinstance(value, str)]
        for row in context.warehouse.backend.raw_sql(query).fetchall()
    ]


def _values(facts: Sequence[Fact]) -> list[Decimal]:
    return [Decimal(fact.value) for fact in facts if isinstance(fact.value, Decimal | int)]
