"""Everything written is stated by its evidence, whatever the tools return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from assistant.grounding import check
from assistant.prose.write import NOTHING, write
from tests.assistant.evidence import CALLS, call, company, evidence, only, tables
from tests.company import context
from tools.company import Company
from tools.context import Context
from tools.evidence import Evidence
from tools.metrics.catalogue import METRICS

HOSTILE = (
    "<!channel> *bold* 12 %",
    "[x](https://evil.example)",
    "A\nB | C `d` ~~e~~",
    "_under_ 99",
    "5",
    "# 1. NRR 120 %",
)
TOPICS = ("everything", "revenue", "support", "usage", "attributes", "churn")
CUTS: tuple[dict[str, Any], ...] = (
    {},
    {"period": "Q3 2024", "group_by": ["segment"]},
    {"group_by": ["account"], "order": "highest", "limit": 2},
    {"period": "Nov 2024", "filters": [only("country", "US", "UK")]},
    {"filters": [only("segment", "SMB", is_excluded=True)], "group_by": ["country"], "order": "lowest"},
    {"period": "2024", "group_by": ["account"], "order": "highest", "place": 2},
    {"period": "2024", "as_share": True, "filters": [only("segment", "SMB")]},
)
PERIODS: tuple[dict[str, Any], ...] = ({}, {"period": "2024"}, {"period": "Q3 2024"})


def requests_for(metric: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("measure_metric", {"metric": metric} | cut) for cut in CUTS)
    yield "compare_metric", {"metric": metric, "period": "Q3 2024", "earlier_period": "Q2 2024"}
    yield "compare_metric", {"metric": metric, "dimension": "segment", "values": ["SMB", "Enterprise"]}
    yield "trend_metric", {"metric": metric, "period": "2024", "grain": "quarter"}
    yield "trend_metric", {"metric": metric, "period": "2024", "grain": "month", "order": "lowest", "limit": 3}
    yield "list_accounts", {"sort_by": metric, "conditions": [{"metric": metric, "comparison": "above", "amount": 0.5}]}


def others() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "measure_metric", {"metric": "arr", "group_by": ["segment", "country"]}
    yield "measure_metric", {"metric": "active_accounts", "group_by": ["signup_quarter"]}
    yield "measure_metric", {"metric": "arr", "as_share": True, "group_by": ["segment"]}
    for period in PERIODS:
        yield "bridge_arr", period
        yield "bridge_arr", period | {"group_by": ["country"]}
        yield "measure_concentration", period | {"top": 3}
    yield "bridge_arr", {"period": "2024", "grain": "month", "is_monthly_amount": True}
    yield "bridge_arr", {"period": "2023", "grain": "quarter", "filters": [only("segment", "SMB")]}
    yield "retain_cohorts", {}
    yield "retain_cohorts", {"grain": "year", "filters": [only("segment", "SMB")]}
    for account in ("Company_12", "Gull Air"):
        yield from (("describe_account", {"account": account, "topic": topic}) for topic in TOPICS)
    yield "describe_account", {"account": "Company_12", "attribute": "segment"}
    yield "describe_account", {"account": "Company_12", "attribute": "signup_date"}
    yield from (("describe_data", {"topic": topic}) for topic in ("everything", "freshness", "quality"))
    yield "decline", {"reason": "out_of_scope", "because": "That is outside what I can look up."}
    yield "ask_back", {"question": "Which retention?", "choices": ["What was NRR in 2024?", "What was GRR in 2024?"]}
    yield "describe_account", {"account": "Company_77"}


def unclean(within: Context, requests: Iterator[tuple[str, dict[str, Any]]]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for tool, arguments in requests:
        one = (call(tool, within, **arguments),)
        text = write(one)
        if not text or not check(text, one).is_clean:
            found.append((tool, arguments, text, check(text, one)))
    return found


@pytest.mark.parametrize("metric", sorted(METRICS))
def test_nothing_is_written_about_a_metric_that_its_evidence_does_not_state(metric: str) -> None:
    assert unclean(company(), requests_for(metric)) == []


@pytest.mark.parametrize(
    "within", [company(), company(4), company(2, date(2024, 8, 15))], ids=["year", "april", "partial"]
)
def test_nothing_is_written_by_any_other_tool_that_its_evidence_does_not_state(within: Context) -> None:
    assert unclean(within, others()) == []
    assert unclean(within, requests_for("net_revenue_retention")) == []


def test_names_from_the_data_have_no_effect() -> None:
    hostile = context(renamed(tables()), Company(name="Tiny"))
    requests: list[tuple[str, dict[str, Any]]] = [
        ("measure_metric", {"metric": "arr", "group_by": ["account"], "order": "highest"}),
        ("measure_metric", {"metric": "arr", "group_by": ["segment"]}),
        ("bridge_arr", {"period": "2024", "group_by": ["segment"]}),
        ("list_accounts", {}),
    ]
    assert unclean(hostile, iter(requests)) == []
    text = write([call(tool, hostile, **arguments) for tool, arguments in requests])
    assert "\\<!channel\\> \\*bold\\*" in text
    assert "\\[x\\](https" in text
    assert "A B \\| C \\`d\\` \\~\\~e\\~\\~" in text
    assert all(
        line.startswith(("|", "-", "_", "A", "B", "O", "T", "S", "**")) or line[:1].isdigit()
        for line in text.splitlines()
        if line
    )


def renamed(company_tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same company with hostile account and segment names."""
    accounts = [
        row | {"name": HOSTILE[place % len(HOSTILE)], "segment": HOSTILE[place % 3]}
        for place, row in enumerate(company_tables["accounts"])
    ]
    return company_tables | {"accounts": accounts}


def test_several_questions_are_answered_one_after_the_other_with_warnings_once_at_the_end() -> None:
    first, second = evidence("arr")[0], evidence("churn")[0].model_copy(update={"notes": ("A few rows are odd.",)})
    third = evidence("nrr_2024")[0].model_copy(update={"notes": ("A few rows are odd.",)})
    text = write([first, second, third])
    assert text.startswith("ARR is **$564,500** as of 31 Dec 2024.\n\nLogo churn was **20.0 %** in Q3 2024")
    assert text.endswith("over 4 accounts that paid at the opening.\n\nNote: A few rows are odd.")


def test_the_same_evidence_twice_is_told_once() -> None:
    assert write([*evidence("arr"), *evidence("arr")]) == write(evidence("arr"))


def test_a_part_that_does_not_open_with_its_title_gets_a_heading_among_others() -> None:
    assert "\n\n**Accounts by ARR**\n**3** accounts match." in write([*evidence("arr"), *evidence("list")])
    assert "**Accounts by ARR**" not in write(evidence("list"))


def test_two_warnings_become_a_list() -> None:
    noted = evidence("arr")[0].model_copy(update={"notes": ("One.", "Two.")})
    assert write([noted]).endswith("\n\nNotes on the data:\n- One.\n- Two.")


def test_evidence_without_anything_to_say_is_not_silent() -> None:
    assert write([Evidence(shape="breakdown")]) == NOTHING
    assert write([]) == NOTHING


@pytest.mark.parametrize("name", sorted(CALLS))
def test_the_same_evidence_is_always_written_the_same_way(name: str) -> None:
    assert write(evidence(name)) == write(list(evidence(name)))
