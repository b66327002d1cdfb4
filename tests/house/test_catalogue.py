"""Every tool is documented, typed and read-only; every metric has a rule and a glossary term."""

from __future__ import annotations

import ast
import inspect

import pytest

from knowledge.documents import load_documents
from tests.house.test_import_graph import ROOT
from tools.catalogue import TOOLS
from tools.metrics.catalogue import METRICS

WRITES = {"requests", "httpx", "smtplib", "subprocess", "socket", "urllib", "shutil"}


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_a_tool_is_read_only_and_says_when_to_use_it(name: str) -> None:
    tool = TOOLS[name]
    assert tool.is_read_only
    assert len(tool.description) > 40
    assert set(inspect.signature(tool.function).parameters) <= {"context", "_context", "request"}


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_no_argument_of_a_tool_names_an_asker_or_a_scope(name: str) -> None:
    assert set(TOOLS[name].request.model_fields).isdisjoint(
        {"user", "owner", "scope", "as_user", "email", "sql", "where"}
    )


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_a_tool_refuses_arguments_it_does_not_know(name: str) -> None:
    assert TOOLS[name].request.model_config["extra"] == "forbid"


def test_no_tool_can_reach_outside() -> None:
    for path in (ROOT / "tools").rglob("*.py"):
        names = {
            name.name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in node.names
        }
        assert names.isdisjoint(WRITES), path


def test_every_metric_has_a_glossary_term() -> None:
    terms = {document.name for document in load_documents(ROOT / "knowledge" / "glossary")}
    assert sorted(set(METRICS) - terms) == []


def test_a_metric_that_divides_says_when_it_is_undefined() -> None:
    silent = [
        metric.name for metric in METRICS.values() if metric.unit in ("percent", "ratio") and not metric.undefined
    ]
    assert silent == []
