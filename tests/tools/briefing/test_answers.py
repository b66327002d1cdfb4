from __future__ import annotations

from typing import Any

from tests.company import account, context, day, line
from tools.catalogue import TOOLS
from tools.evidence import Evidence


def survey(identifier: str, score: float, on: str, comment: str | None = None, kind: str = "nps") -> dict[str, Any]:
    return {
        "survey_id": identifier, "account_id": "A-acme", "type": kind, "score": score, "answered_on": day(on),
        "comment": comment,
    }  # fmt: skip


def told(*surveys: dict[str, Any]) -> Evidence:
    accounts, lines = [account("acme")], [line("acme", 1200, "2023-01-01")]
    tables = {"accounts": accounts, "subscriptions": lines, "surveys": surveys}
    return TOOLS["brief_account"].run(context(tables), {"account": "acme", "topic": "survey_answers"})


def test_the_newest_answer_leads_and_what_was_written_is_quoted() -> None:
    evidence = told(survey("S-1", 9, "2024-02-01", "Fine"), survey("S-2", 4.5, "2024-05-01", "Too slow", "csat"))
    assert [str(fact.value) for fact in evidence.facts[: evidence.headline]] == ["2024-05-01", "CSAT", "4.5"]
    assert [passage.text for passage in evidence.passages] == ["Fine", "Too slow"]


def test_without_an_answer_it_says_so() -> None:
    (section,) = told(survey("S-1", 9, "2024-02-01") | {"account_id": "A-other"}).sections
    assert section.missing == "no survey answer is on record"
