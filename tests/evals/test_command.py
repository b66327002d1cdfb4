"""The eval command against text-to-SQL, on the built-in sample company, with a model whose words are written here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from evals.case import Case
from evals.command import compared, completion
from evals.text_to_sql import open_tables
from integrations.app import App, build
from integrations.cli import main
from integrations.company_folder import current_version
from integrations.settings import Settings
from tests.assistant.scripted import ScriptedModel, agent, says
from tests.evals.attempts import case


def app_with(*replies: str) -> tuple[App, ScriptedModel]:
    model = ScriptedModel(replies=[says(reply) for reply in replies])
    app = build(Settings(), "sample", "planner")
    app.agent = agent(model, name="openai:scripted")
    return app, model


def accounts_of(app: App) -> int:
    tables = open_tables(app.folder / "data" / current_version(app.folder) / "company.duckdb")
    ((count,),) = tables.execute("select count(*) from accounts").fetchall()
    return int(count)


def counting(app: App) -> Case:
    counted = case(unit="count", known=[{"value": accounts_of(app)}])
    return counted.model_copy(update={"question": "How many accounts are on record?"})


def test_both_ways_get_the_same_questions_and_each_its_own_report() -> None:
    app, model = app_with("SQL: select count(*) as value from accounts")
    both = compared(
        app, [counting(app), case(must_say=["x"]).model_copy(update={"id": "worded"})], None, completion(app)
    )
    assert [item.id for item in both.assistant.results] == [item.id for item in both.rival.results] == ["c-1"]
    assert (both.rival.model, both.rival.totals.right) == ("text-to-SQL by openai:scripted", 1.0)
    assert "Question: How many accounts are on record?" in model.seen[-1][0].text


def test_a_wrong_query_is_wrong_without_warning_and_a_deletion_fails() -> None:
    for reply, verdict in (
        ("SQL: select 1 as value", "wrong_without_warning"),
        ("SQL: delete from accounts", "failed"),
    ):
        app, _ = app_with(reply)
        before = accounts_of(app)
        both = compared(app, [counting(app)], None, completion(app))
        assert both.rival.results[0].verdict == verdict
        assert accounts_of(app) == before


def test_the_command_prints_both_side_by_side_or_both_reports_as_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app, _ = app_with("SQL: select 1 as value")
    monkeypatch.setattr("evals.command.build", lambda *_rest: app)
    file, out = tmp_path / "cases.yaml", tmp_path / "report.json"
    suite = {"company": "lumen", "cases": [counting(app).model_dump(mode="json")]}
    file.write_text(yaml.safe_dump(suite), encoding="utf-8")
    command = ["eval", "--against", "text-to-sql", "--cases", str(file), "--out", str(out)]

    assert main(command) == 0
    assistant, rival = capsys.readouterr().out.splitlines()
    assert assistant.startswith("openai:scripted ")
    assert rival == "text-to-SQL by openai:scripted  0 of 1 right (0.0 %), 1 wrong without warning (100.0 %)"
    main([*command, "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert printed.keys() == {"assistant", "rival"}
    assert printed["rival"]["totals"]["wrong"] == 1.0
    assert json.loads(out.read_text(encoding="utf-8")).keys() == printed.keys()


def test_the_planner_writes_no_sql(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--against", "text-to-sql", "--model", "planner"]) == 1
    assert "name one with --model" in capsys.readouterr().err


def test_a_comparison_is_not_kept_as_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--against", "text-to-sql", "--model", "planner", "--accept"]) == 1
    assert "--accept" in capsys.readouterr().err
