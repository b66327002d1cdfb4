from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge.documents import load_documents
from tests.company import Row, account, context, day, line
from tools.account_requests import FindExpansion
from tools.errors import NoData
from tools.evidence import Evidence
from tools.expansion.readiness import GROWTH
from tools.find_expansion import find_expansion

PLAYS = Path(__file__).parents[2] / "knowledge" / "playbooks"


def opportunity(number: int, name: str, arr: int, closed_on: str | None = None, **columns: Any) -> Row:
    return {
        "opportunity_id": f"O-{number}",
        "account_id": f"A-{name}",
        "created_on": day("2024-02-01"),
        "arr": arr,
        "closed_on": day(closed_on) if closed_on else None,
    } | columns


TABLES: Mapping[str, Sequence[Row]] = {
    "accounts": [account("Ada"), account("Bob")],
    "subscriptions": [line("Ada", 1000, "2023-01-01"), line("Bob", 2000, "2023-01-01")],
    "opportunities": [
        opportunity(1, "Ada", 100, stage="open", source="cs_sourced", kind="seats"),
        opportunity(2, "Bob", 300, stage="open", source="sales", kind="cross_sell"),
        opportunity(3, "Bob", 50, stage=None, source=None, kind="seats"),
        opportunity(4, "Ada", 600, "2024-03-01", stage="won", source="cs_sourced", kind="seats"),
        opportunity(5, "Ada", 200, "2024-06-30", stage="won", source="cs_influenced", kind="tier"),
        opportunity(6, "Bob", 900, "2024-07-01", stage="lost", source="sales", kind="tier"),
        opportunity(7, "Bob", 5000, "2023-12-31", stage="won", source="sales", kind="tier"),
    ],
}


def asked(tables: Mapping[str, Sequence[Row]] = TABLES, **fields: Any) -> Evidence:
    return find_expansion(context(tables), FindExpansion(**fields))


def head(evidence: Evidence) -> dict[str, Any]:
    return {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}


def test_the_pipeline_of_this_year() -> None:
    found = head(asked(view="pipeline"))
    assert found["open_expansion_pipeline"] == 450
    assert found["won_expansion_arr"] == 800
    assert found["expansion_win_rate"] == Decimal(2) / Decimal(3)
    assert found["cs_sourced_expansion_share"] == Decimal("0.75")


def test_sources_and_kinds_add_up_to_the_pipeline() -> None:
    evidence = asked(view="pipeline")
    by_source, by_kind, _ = evidence.sections
    for section in (by_source, by_kind):
        amounts = {
            metric: sum(fact.value for fact in section.facts if fact.metric == metric)  # type: ignore[misc]
            for metric in ("open_expansion_pipeline", "won_expansion_arr", "share_of_won_expansion")
        }
        assert amounts == {"open_expansion_pipeline": 450, "won_expansion_arr": 800, "share_of_won_expansion": 1}
    names = list(dict.fromkeys(fact.subject["source"] for fact in by_source.facts))
    assert names == ["sales", "CS-sourced", "not recorded", "CS-influenced"]


def test_only_decisions_of_the_period_count() -> None:
    found = head(asked(view="pipeline", period="2023"))
    assert (found["won_expansion_arr"], found["cs_sourced_expansion_share"]) == (5000, 0)


def test_without_decisions_rates_are_not_defined() -> None:
    evidence = asked(view="pipeline", period="Q2 2023")
    reasons = [fact.undefined_because for fact in evidence.facts[: evidence.headline]]
    assert reasons == [None, None, "nothing was decided in it", "nothing was won in it"]


def test_open_opportunities_are_listed_by_amount() -> None:
    largest = asked(view="pipeline", limit=2).sections[2]
    amounts = [fact.value for fact in largest.facts if fact.metric == "opportunity_arr"]
    assert (amounts, largest.more) == ([300, 100], 1)


def test_a_company_without_opportunities_is_told_what_to_import() -> None:
    tables = {name: rows for name, rows in TABLES.items() if name != "opportunities"}
    with pytest.raises(NoData, match="opportunities"):
        asked(tables, view="pipeline")
    assert head(asked(tables))["expansion_ready_accounts"] == 0


def test_one_account_shows_why_it_is_not_ready_and_its_opportunities() -> None:
    evidence = asked(account="Ada")
    assert evidence.facts[0].value == "not now: no sign of growth beyond more use"
    opportunities = evidence.sections[3]
    assert [fact.value for fact in opportunities.facts if fact.metric == "opportunity_stage"] == ["won", "won", "open"]


def test_every_conversation_is_a_play_that_is_on_record() -> None:
    known = {document.name for document in load_documents(PLAYS)}
    assert {growth.play for growth in GROWTH.values()} <= known
