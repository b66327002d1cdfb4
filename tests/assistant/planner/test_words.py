from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from assistant.planner.calls import REQUESTS, ToolCall, call
from assistant.planner.tokens import canonical, tokenise
from assistant.planner.wordings import FOLDER, words_of
from tests.assistant.planner.companies import NUMBERED
from tests.assistant.planner.written import asked
from tools.catalogue import TOOLS
from tools.metrics.catalogue import METRICS
from tools.requests import MeasureMetric


def leaves(item: Any) -> Iterator[Any]:
    if isinstance(item, dict):
        yield from (leaf for value in item.values() for leaf in leaves(value))
    elif isinstance(item, list):
        yield from (leaf for value in item for leaf in leaves(value))
    else:
        yield item


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_a_word_list_holds_words_and_no_yes_or_no_by_accident(name: str) -> None:
    found = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    allowed = (str, int) if name in ("grammar", "demands") else (str, bool) if name in ("vague", "topics") else (str,)
    wrong = [leaf for leaf in leaves(found) if not isinstance(leaf, allowed) or (leaf is False)]
    assert not wrong


def test_every_metric_has_wordings_and_every_wording_a_metric() -> None:
    assert set(words_of("metrics")) == set(METRICS)


def test_every_tool_can_be_called_and_nothing_else() -> None:
    assert {name: tool.request for name, tool in TOOLS.items()} == dict(REQUESTS)


@pytest.mark.parametrize("metric", sorted(METRICS))
def test_a_metric_is_understood_by_its_first_wording(metric: str) -> None:
    words = next(word for word in words_of("metrics")[metric] if "|" not in word and "." not in word)
    assert metric in asked(f"what was our {words} by month in 2024") or metric == "cohort_retention"


def test_arguments_leave_out_what_has_its_usual_value() -> None:
    assert call(MeasureMetric(metric="arr")).arguments == {"metric": "arr"}
    assert call(MeasureMetric(metric="arr")) == ToolCall("measure_metric", MeasureMetric(metric="arr"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Customers", ["account"]),
        ("whats Acme's ARR", ["what", "is", "acme", "is", "arr"]),
        ("accounts that aren't trials", ["account", "that", "are", "not", "trial"]),
        ("% of tix w/o csat", ["percent", "of", "ticket", "without", "csat"]),
        ("Company_12", ["account", "12"]),
    ],
)
def test_words_are_compared_in_one_form(typed: str, words: list[str]) -> None:
    assert [token.word for token in tokenise(typed)] == words


def test_every_name_of_an_account_is_the_same_word() -> None:
    assert {canonical(word) for word in ("account", "customers", "Clients", "company", "logos")} == {"account"}


@pytest.mark.parametrize(
    ("slips", "meant"),
    [
        ("churnd arr sept 2024", "churned ARR in September 2024"),
        ("smallest 5 acounts by arr", "smallest 5 accounts by ARR"),
        ("esclation rate of high prio tickets 2024", "escalation rate of high priority tickets in 2024"),
        ("nrr by indsutry for lst yr", "NRR by industry for last year"),
        ("concentraton: top 5 accts", "concentration: top 5 accounts"),
        ("GRR for Enterprize in germny 2024", "GRR for Enterprise in Germany 2024"),
        ("tickest by minth h2 2024", "tickets by month H2 2024"),
    ],
)
def test_slips_of_the_pen_change_nothing(slips: str, meant: str) -> None:
    assert asked(slips) == asked(meant)


@pytest.mark.parametrize("account", ["Company_7", "company 7", "COMPANY_7", "A-7", "Company7", "compny_7"])
def test_an_account_is_known_by_any_spelling_of_its_name_or_identifier(account: str) -> None:
    assert asked(f"ARR of {account}", company=NUMBERED) == "measure arr where account is Company_7"
