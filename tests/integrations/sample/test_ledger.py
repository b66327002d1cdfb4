from __future__ import annotations

from datetime import date

from integrations.sample.ledger import CORE, INSIGHTS, Change, Line, keep_ledger
from integrations.sample.roster import Account

BEGIN, GROWTH, EXTRA, END = date(2024, 1, 10), date(2024, 6, 1), date(2024, 7, 1), date(2025, 1, 10)


def account() -> Account:
    opened = Account(1, "Test", "SMB", "Retail", "Spain", "Growth", BEGIN, 10)
    opened.__dict__["discount"] = 0.0
    return opened


def lines_of(*changes: Change) -> list[tuple[str, int, date, date | None]]:
    lines: tuple[Line, ...] = keep_ledger(account(), changes).lines
    return [(line.product, line.holding.arr, line.start, line.end) for line in lines]


def test_a_change_ends_one_line_and_begins_the_next() -> None:
    lines = lines_of(Change(BEGIN, "land"), Change(GROWTH, "seats", 1.2))
    assert lines == [(CORE, 42_000, BEGIN, GROWTH), (CORE, 50_400, GROWTH, None)]


def test_an_added_product_leaves_the_first_line_alone() -> None:
    lines = lines_of(Change(BEGIN, "land"), Change(EXTRA, "cross_sell"))
    assert lines == [(CORE, 42_000, BEGIN, None), (INSIGHTS, 2_400, EXTRA, None)]


def test_a_loss_ends_every_line_on_its_day() -> None:
    history = keep_ledger(account(), [Change(BEGIN, "land"), Change(EXTRA, "cross_sell"), Change(END, "churn")])
    assert (history.arr_at(date(2025, 1, 9)), history.arr_at(END), history.ended()) == (44_400, 0, END)


def test_a_return_is_a_second_beginning() -> None:
    back = date(2025, 9, 1)
    history = keep_ledger(account(), [Change(BEGIN, "land"), Change(END, "churn"), Change(back, "return")])
    assert history.begins() == [BEGIN, back]
    assert history.ended() is None


def test_a_larger_plan_costs_more_for_the_same_seats() -> None:
    history = keep_ledger(account(), [Change(BEGIN, "land"), Change(GROWTH, "tier", plan="Scale")])
    assert (history.steps[1].before, history.steps[1].after) == (42_000, 54_000)
