"""A company whose year starts in February: its quarters are fiscal ones, and named so."""

from __future__ import annotations

from datetime import date

import pytest

from tests.company import account, context, line
from tests.traps.asking import asked, fact, value
from tools.catalogue import TOOLS
from tools.company import Company
from tools.context import Context


@pytest.fixture(scope="module")
def view() -> Context:
    """Acme grows from 100 to 150 on 15 January 2024, the last month of FY2024, and Bolt starts on 1 February."""
    lines = [
        line("acme", 100, "2023-01-10"),
        line("acme", 50, "2024-01-15"),
        line("bolt", 30, "2024-02-01"),
    ]
    tables = {"accounts": [account("acme"), account("bolt")], "subscriptions": lines}
    return context(tables, Company(name="Tiny", fiscal_year_start=2))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Q1 FY2025", date(2024, 2, 1), date(2024, 4, 30)),
        ("Q4 FY24", date(2023, 11, 1), date(2024, 1, 31)),
        ("FY2024", date(2023, 2, 1), date(2024, 1, 31)),
        ("last quarter", date(2024, 8, 1), date(2024, 10, 31)),
        ("last year", date(2023, 2, 1), date(2024, 1, 31)),
        ("January 2024", date(2024, 1, 1), date(2024, 1, 31)),
    ],
)
def test_words_for_fiscal_periods_are_these_days(view: Context, words: str, first: date, last: date) -> None:
    period = fact(view, "expansion_arr", words).period
    assert period is not None
    assert (period.start, period.end) == (first, last)


def test_january_belongs_to_the_fiscal_year_that_ends_with_it(view: Context) -> None:
    assert value(view, "expansion_arr", "FY2024") == 50
    assert value(view, "new_arr", "Q4 FY2024") == 0
    assert value(view, "new_arr", "Q1 FY2025") == 30


def test_the_answer_names_the_fiscal_quarter(view: Context) -> None:
    assert "Q4 FY2024" in asked(view, "expansion_arr", "Q4 FY24").assumptions[0]


def test_a_trend_by_quarter_has_fiscal_quarters(view: Context) -> None:
    steps = TOOLS["trend_metric"].run(view, {"metric": "new_arr", "period": "FY2024", "grain": "quarter"}).facts
    ends = [step.as_of for step in steps if not step.subject]
    assert ends == [date(2023, 4, 30), date(2023, 7, 31), date(2023, 10, 31), date(2024, 1, 31)]
