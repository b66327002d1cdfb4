"""Files and functions stay small enough to read at a glance. There is no list of exceptions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.house.test_import_graph import ROOT, SOURCES

LINES_PER_FILE = 300
LINES_PER_FUNCTION = 40
ARGUMENTS = 5
MEDIAN_FUNCTION = 10


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_and_its_functions_stay_within_the_budget(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_PER_FILE
    for function in functions_of(path):
        arguments = [*function.args.args, *function.args.kwonlyargs, *function.args.posonlyargs]
        counted = [argument for argument in arguments if argument.arg not in ("self", "cls")]
        assert length(function) <= LINES_PER_FUNCTION, function.name
        assert len(counted) <= ARGUMENTS, function.name


def test_the_usual_function_is_short() -> None:
    lengths = [length(function) for path in SOURCES for function in functions_of(path) if "tests" not in path.parts]
    assert median(lengths) <= MEDIAN_FUNCTION
