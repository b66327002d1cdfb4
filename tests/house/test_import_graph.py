"""Imports point down, without cycles, and each outside library and impurity has its owners."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = {"knowledge": 0, "tools": 1, "assistant": 2, "integrations": 3, "evals": 4, "tests": 5}
OWNERS = {
    "chromadb": ("knowledge/library.py",),
    "slack_bolt": ("integrations/slack/",),
    "slack_sdk": ("integrations/slack/",),
    "langchain": ("assistant/",),
    "langchain_core": ("assistant/", "evals/"),
    "langchain_openai": ("assistant/models.py", "assistant/small_model.py"),
    "langgraph": ("assistant/",),
    "openai": ("assistant/",),
    "ibis": ("tools/", "integrations/company_folder.py", "integrations/engines.py"),
    "duckdb": ("integrations/importing/", "integrations/sample/", "evals/known_values.py", "evals/text_to_sql.py"),
    "onnxruntime": ("knowledge/embedding.py",),
    "matplotlib": ("integrations/charts/",),
    "pptx": ("integrations/documents/",),
    "docx": ("integrations/documents/",),
}
SOURCES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py") if "__pycache__" not in path.parts)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_an_import_never_points_to_a_higher_layer() -> None:
    upward = [
        f"{module_of(path)} -> {name}"
        for path in SOURCES
        for name in imports_of(path)
        if LAYERS.get(name.split(".")[0], -1) > LAYERS[path.relative_to(ROOT).parts[0]]
    ]
    assert upward == []


def test_no_module_imports_itself_through_others() -> None:
    modules = {module_of(path) for path in SOURCES}
    graph = {
        module_of(path): {name for name in imports_of(path) if name in modules} - {module_of(path)} for path in SOURCES
    }
    assert _cycle(graph) == []


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_an_outside_library_is_imported_only_by_its_owners(library: str) -> None:
    strangers = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] != "tests"
        and any(name.split(".")[0] == library for name in imports_of(path))
        and not str(path.relative_to(ROOT)).startswith(OWNERS[library])
    ]
    assert strangers == []


def test_no_module_has_a_vague_name() -> None:
    vague = {"utils", "helpers", "common", "base", "manager", "core", "service", "misc"}
    assert [path for path in SOURCES if path.stem in vague] == []


def test_package_roots_hold_at_most_a_docstring() -> None:
    full = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.name == "__init__.py"
        and any(not isinstance(node, ast.Expr) for node in ast.parse(path.read_text(encoding="utf-8")).body)
    ]
    assert full == []


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    """The modules that remain when all without open imports are taken away, again and again."""
    left = dict(graph)
    while True:
        done = {name for name, wanted in left.items() if not wanted & left.keys()}
        if not done:
            return sorted(left)
        left = {name: wanted for name, wanted in left.items() if name not in done}
