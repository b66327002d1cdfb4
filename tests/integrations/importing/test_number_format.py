from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.integrations.importing.exports import MAPPING, held, query, run_import, with_table
from tools.errors import OutsideError


def subscriptions(*amounts: str) -> str:
    rows = "".join(f'S{number},A1,2024-01-31,"{amount}"\n' for number, amount in enumerate(amounts))
    return f"subscription_id,account_id,start_date,arr\n{rows}"


def amounts(tmp_path: Path) -> list[str]:
    return [str(row[0]) for row in query(tmp_path, "SELECT arr FROM subscriptions ORDER BY subscription_id")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["1200", "1200.5"], ["1200.00", "1200.50"]),
        (["1,200.50", "950"], ["1200.50", "950.00"]),
        (["1,234,567", "950"], ["1234567.00", "950.00"]),
        (["1.200,50", "950"], ["1200.50", "950.00"]),
        (["12,5", "1.234"], ["12.50", "1234.00"]),
        (["1.234.567", "950"], ["1234567.00", "950.00"]),
        (["$1,200.50", "USD 950.00", "950 €"], ["1200.50", "950.00", "950.00"]),
        (["1 200,50", "1\u00a0950,00"], ["1200.50", "1950.00"]),
        (["1'200.50", "950.10"], ["1200.50", "950.10"]),
        (["1e3", "2.5E2"], ["1000.00", "250.00"]),
        (["0.125", "27.5"], ["0.13", "27.50"]),
    ],
)
def test_the_way_numbers_are_written_is_proven_from_all_values(
    tmp_path: Path, written: list[str], read: list[str]
) -> None:
    run_import(tmp_path, subscriptions=subscriptions(*written))
    assert amounts(tmp_path) == read


@pytest.mark.parametrize("written", [["1,200", "950"], ["1.200", "950"]])
def test_a_sign_for_thousands_or_decimals_stops_the_import_with_proof(tmp_path: Path, written: list[str]) -> None:
    with pytest.raises(OutsideError) as caught:
        run_import(tmp_path, subscriptions=subscriptions(*written))
    assert caught.value.message == (
        "subscriptions.csv, column 'arr': the point or comma can stand for thousands or for decimals, for example "
        f"{written[0]} (line 2). Say which in the mapping: {{column: arr, decimal: '.'}} or decimal: ','."
    )


def test_a_configured_decimal_sign_settles_it(tmp_path: Path) -> None:
    mapping = MAPPING.replace("arr: arr}", "arr: {column: arr, decimal: '.'}}")
    run_import(tmp_path, mapping, subscriptions=subscriptions("1,200", "950"))
    assert amounts(tmp_path) == ["1200.00", "950.00"]


def test_a_configured_decimal_sign_that_values_contradict_stops_the_import(tmp_path: Path) -> None:
    mapping = MAPPING.replace("arr: arr}", "arr: {column: arr, decimal: '.'}}")
    with pytest.raises(OutsideError, match=r"decimal '\.', but 1 rows contradict it: 12,5 \(line 3\)"):
        run_import(tmp_path, mapping, subscriptions=subscriptions("1200", "12,5"))


def test_numbers_written_in_two_ways_stop_the_import_with_a_row_for_each(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"decimal point: 12.5 \(line 2\); decimal comma: 12,5 \(line 3\)"):
        run_import(tmp_path, subscriptions=subscriptions("12.5", "12,5"))


def test_a_column_without_a_single_number_is_the_wrong_column(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="none of its 5 values can be read as a number, for example red"):
        run_import(tmp_path, subscriptions=subscriptions("red", "blue", "green", "grey", "pink"))


def test_brackets_and_long_minus_are_negative_and_percents_are_fractions(tmp_path: Path) -> None:
    columns = "goal_id: g, account_id: a, goal: n, set_on: d, baseline: b, target: t"
    goals = 'g,a,n,d,b,t\n1,A1,x,2024-05-01,(12.5),48%\n2,A1,x,2024-05-01,−3,"(1,000.5)"\n3,A1,x,2024-05-01,- 4,12 kg\n'
    run_import(tmp_path, with_table("goals", columns), goals=goals)
    assert query(tmp_path, "SELECT baseline, target FROM goals") == [(-12.5, 0.48), (-3.0, -1000.5)]
    assert [(row[2], row[3]) for row in held(tmp_path)] == [("t", "12 kg")]


def test_counts_are_whole_numbers(tmp_path: Path) -> None:
    run_import(tmp_path, accounts="account_id,name,seats\nA1,Acorn,10.0\nA2,Birch,10.5\nA3,Cedar,\n")
    assert query(tmp_path, "SELECT account_id, seats FROM accounts") == [("A1", 10), ("A3", None)]
    assert held(tmp_path)[0][3:] == ("10.5", "not a whole number")


def test_amounts_are_rounded_to_the_cent_only_after_they_are_multiplied(tmp_path: Path) -> None:
    mapping = MAPPING.replace("arr: arr}", "arr: {column: arr, times: 12}}")
    run_import(tmp_path, mapping, subscriptions=subscriptions("0.0125", "33.3333"))
    assert [Decimal(value) for value in amounts(tmp_path)] == [Decimal("0.15"), Decimal("400.00")]
