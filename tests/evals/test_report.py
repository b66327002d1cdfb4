from __future__ import annotations

import json
from typing import Any

from evals.report import CaseResult, Report, totals_of


def result(id_: str, verdict: Any = "right", kind: str = "look_up", **changes: Any) -> CaseResult:
    fields: dict[str, Any] = {
        "id": id_,
        "kind": kind,
        "question": "ARR?",
        "badly_phrased": False,
        "verdict": verdict,
        "right_attempts": int(verdict == "right"),
        "expected": "answered: $100",
        "got": "answered: $99",
        "ms": 10.0,
    }
    return CaseResult(**(fields | changes))


def report(*results: CaseResult, repeat: int = 1) -> Report:
    return Report(company="tiny", model="planner", repeat=repeat, results=results)


def test_the_totals_count_every_verdict() -> None:
    totals = totals_of([result("a"), result("b"), result("c", "clarified"), result("d", "wrong_without_warning")])
    assert (totals.cases, totals.right, totals.wrong) == (4, 0.5, 0.25)
    assert totals.counts["clarified"] == 1
    assert totals.counts["failed"] == 0


def test_no_case_is_no_share() -> None:
    assert (totals_of([]).right, report().right_attempts, report().p95_ms) == (0.0, 0.0, 0.0)


def test_kinds_keep_the_order_in_which_they_occur() -> None:
    by_kind = report(
        result("a", kind="trend"), result("b", kind="cut", verdict="failed"), result("c", kind="trend")
    ).by_kind
    assert [(kind, totals.cases, totals.right) for kind, totals in by_kind.items()] == [
        ("trend", 2, 1.0),
        ("cut", 1, 0.0),
    ]


def test_times_are_those_within_which_half_and_nearly_all_were_answered() -> None:
    given = report(*(result(str(number), ms=float(number)) for number in range(1, 21)))
    assert (given.p50_ms, given.p95_ms) == (10.0, 19.0)
    assert report(result("a", ms=7.0)).p95_ms == 7.0


def test_the_badly_phrased_are_counted_apart() -> None:
    given = report(result("a"), result("b", badly_phrased=True), result("c", "failed", badly_phrased=True))
    assert (given.badly_phrased.cases, given.badly_phrased.right) == (2, 0.5)


def test_the_json_holds_the_totals_beside_the_results() -> None:
    written = json.loads(report(result("a"), result("b", "declined")).model_dump_json())
    assert written["totals"]["right"] == 0.5
    assert written["by_kind"]["look_up"]["counts"]["declined"] == 1
    assert [row["id"] for row in written["results"]] == ["a", "b"]
    assert {"p50_ms", "p95_ms", "right_attempts", "repeat", "model", "company"} <= set(written)
