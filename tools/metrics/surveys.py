"""Survey answers: NPS, CSAT and how many answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ibis.expr.types import Table

from tools.context import Context
from tools.metrics.metric import Frame, Inputs, Metric, measured, only
from tools.periods import Period

PROMOTER, DETRACTOR = 9, 6


def answered(survey_type: str | None = None) -> Callable[[Context, Period], Table]:
    """The answers of a period; those to one kind of survey only where they give a score."""

    def rows(context: Context, period: Period) -> Table:
        surveys = context.table("surveys")
        surveys = surveys.filter(surveys.answered_on.between(period.start, period.end))
        return (
            surveys if survey_type is None else surveys.filter((surveys.type == survey_type) & surveys.score.notnull())
        )

    return rows


def _frame(survey_type: str | None) -> Frame:
    return Frame(
        f"{survey_type or 'survey'} answers in the period",
        "period",
        ("surveys",),
        answered(survey_type),
        cut_table="surveys",
    )


def promoters_minus_detractors(inputs: Inputs) -> Decimal | None:
    """100 x (promoters - detractors) / answers."""
    if not inputs["answers"]:
        return None
    difference = (inputs["promoters"] or 0) - (inputs["detractors"] or 0)
    return Decimal(100 * difference) / Decimal(inputs["answers"])


_MEAN: Mapping[str, Callable[[Table], Any]] = {
    "mean": lambda rows: rows.score.mean(),
    "answers": lambda rows: rows.count(),
}

NPS = Metric(
    "nps",
    "NPS",
    "score",
    "100 x (scores of 9 and 10 - scores of 0 to 6) / NPS answers of the period",
    "surveys",
    _frame("nps"),
    {
        "promoters": lambda rows: (rows.score >= PROMOTER).sum(),
        "detractors": lambda rows: (rows.score <= DETRACTOR).sum(),
        "answers": lambda rows: rows.count(),
    },
    promoters_minus_detractors,
    direction="up",
    undefined="there was no NPS answer",
)

CSAT = Metric(
    "csat",
    "Survey CSAT",
    "score",
    "mean score (1 to 5) of the CSAT survey answers of the period",
    "surveys",
    _frame("csat"),
    _MEAN,
    measured,
    direction="up",
    undefined="there was no CSAT answer",
)

CES = Metric(
    "ces",
    "CES",
    "score",
    "mean score (1 to 7) of the customer effort survey answers of the period",
    "surveys",
    _frame("ces"),
    _MEAN,
    measured,
    direction="up",
    undefined="there was no CES answer",
)

SURVEY_RESPONSES = Metric(
    "survey_responses",
    "Survey answers",
    "count",
    "survey answers given in the period",
    "surveys",
    _frame(None),
    {"answers": lambda rows: rows.count()},
    only,
    direction="up",
)

SURVEYS: tuple[Metric, ...] = (NPS, CSAT, CES, SURVEY_RESPONSES)
