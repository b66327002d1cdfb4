"""The command as a person or a script uses it, on the built-in sample company."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from integrations.cli import COMMANDS, main
from integrations.env_example import env_example

ROOT = Path(__file__).parents[2]
ANSWER = {
    "id", "question", "outcome", "reason", "answer", "assumptions", "choices", "facts", "sources", "tool_calls",
    "ungrounded_numbers", "model", "files", "timings",
}  # fmt: skip
FACT = {
    "metric", "label", "value", "unit", "currency", "display", "subject", "period", "as_of", "definition", "inputs",
    "source", "undefined_because",
}  # fmt: skip
Printed = pytest.CaptureFixture[str]


def asked(printed: Printed, *arguments: str) -> dict[str, Any]:
    main(["ask", *arguments, "--json"])
    found: dict[str, Any] = json.loads(printed.readouterr().out)
    return found


def test_an_answer_is_json_with_exactly_the_fields_of_the_contract(capsys: Printed) -> None:
    answer = asked(capsys, "what was nrr in 2025")
    assert set(answer) == ANSWER
    assert set(answer["facts"][0]) == FACT
    assert set(answer["facts"][0]["definition"]) == {"name", "version", "formula"}
    assert set(answer["facts"][0]["source"]) == {"tables", "rows", "query"}
    assert set(answer["facts"][0]["period"]) == {"start", "end"}
    assert set(answer["timings"]) == {"total_ms", "model_ms", "tools_ms"}
    assert set(answer["tool_calls"][0]) == {"name", "arguments", "ms"}


def test_a_percent_is_a_fraction_and_money_is_a_number_with_its_currency(capsys: Printed) -> None:
    retention = asked(capsys, "what was nrr in 2025")["facts"][0]
    assert 0.5 < retention["value"] < 2
    assert retention["display"].endswith(" %")
    arr = asked(capsys, "arr at the end of 2025")["facts"][0]
    assert (arr["unit"], arr["currency"], arr["period"], arr["as_of"]) == ("money", "USD", None, "2025-12-31")


def test_every_number_of_an_answer_is_grounded(capsys: Printed) -> None:
    for question in ("arr by segment", "top 5 accounts by arr", "arr bridge for 2025", "what is grr"):
        assert asked(capsys, question)["ungrounded_numbers"] == [], question


def test_a_batch_answers_line_by_line_in_order_and_loses_none(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    lines = ['{"id": "one", "question": "arr in 2025"}', "no json", '{"id": "two", "question": "weather in lisbon?"}']
    file.write_text("\n".join(lines), encoding="utf-8")
    code = main(["ask", "--batch", str(file), "--json"])
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(answer["id"], answer["outcome"]) for answer in answers] == [
        ("one", "answered"),
        ("2", "failed"),
        ("two", "declined"),
    ]
    assert code == 1


ODD = (
    "",
    " ",
    "\x01\x02\x1b[31m\x07",
    "\x00",
    "\r\n",
    "\x7f",
    "🙂🎉🚀",
    "x" * 20_000,
    "\u202e\u200b",
    "\ud83d",
    "\udcff\udcfe",
)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_whatever_is_asked_the_answer_is_json_with_a_plain_outcome(capsys: Printed, text: str) -> None:
    answer = asked(capsys, text)
    assert answer["outcome"] in ("clarify", "declined")
    assert answer["answer"]
    assert set(answer) == ANSWER


def test_odd_lines_of_a_batch_lose_no_line(capsys: Printed, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "question": text}) for number, text in enumerate(ODD)]
    lines += [
        '{"id": "separated", "question": "arr\u2028by segment"}',
        '{"id": "raw", "question": "arr \x00"}',
        json.dumps({"id": "\ud83d", "question": "arr", "thread": "\x00\ud83d", "user": None}),
        json.dumps({"id": "unknown", "question": "arr", "user": "\ud83d"}),
        json.dumps({"id": "list", "question": ["arr"]}),
        "null",
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\r\n".join(lines), encoding="utf-8")
    main(["ask", "--batch", str(file), "--json"])
    answers = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    outcomes = [answer["outcome"] for answer in answers]
    assert outcomes[len(ODD) :] == ["answered", "failed", "answered", "declined", "failed", "failed"]
    assert set(outcomes[: len(ODD)]) <= {"clarify", "declined"}


def test_a_follow_up_in_a_thread_changes_one_thing(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    first = {"id": "1", "question": "what was grr in 2025", "thread": "t"}
    second = {"id": "2", "question": "and for EMEA?", "thread": "t"}
    file.write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n", encoding="utf-8")
    main(["ask", "--batch", str(file), "--json"])
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[1]["facts"][0]["metric"] == "gross_revenue_retention"
    assert answers[1]["facts"][0]["subject"] == {"region": "EMEA"}


def test_nothing_is_shown_in_a_channel_shared_with_others(capsys: Printed) -> None:
    answer = asked(capsys, "what is our arr", "--channel", "shared")
    assert (answer["outcome"], answer["reason"], answer["facts"]) == ("declined", "not_allowed", [])


def test_an_unknown_person_gets_no_answer(capsys: Printed) -> None:
    answer = asked(capsys, "what is our arr", "--as", "eve@elsewhere.example")
    assert (answer["outcome"], answer["reason"], answer["facts"]) == ("declined", "not_allowed", [])


def test_a_date_beyond_the_data_is_declined_with_the_last_day(capsys: Printed) -> None:
    answer = asked(capsys, "what is our arr", "--as-of", "2031-01-01")
    assert (answer["outcome"], answer["reason"]) == ("declined", "no_data")
    assert "30 Jun 2026" in answer["answer"]


def test_a_question_is_answered_in_words_for_a_person(capsys: Printed) -> None:
    assert main(["ask", "what was grr in 2025", "--math"]) == 0
    printed = capsys.readouterr().out
    assert "GRR" in printed
    assert "gross_revenue_retention v1" in printed


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ask"], 2, "say what you want to know"),
        (["ask", "arr", "--company", "/nowhere"], 1, "no company"),
        (["ask", "--batch", "/nowhere.jsonl"], 1, "cannot be read"),
        (["metrics", "zzzzzz"], 1, "no metric"),
    ],
)
def test_wrong_use_is_one_plain_sentence(capsys: Printed, arguments: list[str], code: int, says: str) -> None:
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert says in printed.err
    assert "Traceback" not in printed.err


def test_every_command_can_be_loaded() -> None:
    assert all(callable(command.function()) for command in COMMANDS.values())


def test_the_definitions_can_be_read_by_a_program(capsys: Printed) -> None:
    main(["metrics", "NRR", "--json"])
    (metric,) = json.loads(capsys.readouterr().out)
    assert (metric["name"], metric["unit"]) == ("net_revenue_retention", "percent")


def test_the_doctor_finds_the_sample_well(capsys: Printed) -> None:
    assert main(["doctor", "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert {finding["subject"] for finding in findings} >= {"data", "knowledge", "model"}


def test_the_example_of_the_settings_is_up_to_date() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example()


def test_a_backtest_is_printed_with_its_rates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "backtest", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {fact["metric"] for fact in found["facts"]} >= {"health_churn_rate", "health_lift", "health_precision"}


def test_a_horizon_too_short_to_judge_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "backtest", "--horizon-days", "3"]) == 1
    assert "horizon_days" in capsys.readouterr().out
