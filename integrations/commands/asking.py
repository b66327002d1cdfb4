"""steward ask and steward chat."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import ValidationError

from assistant.answer import Answer
from assistant.question import Question
from integrations.app import App, build
from integrations.rows_file import write_rows
from integrations.settings import Settings
from integrations.terminal import answer_view, console, math_view
from tools.errors import NoData, OutsideError

GREETING = "Ask about accounts, revenue, retention, support or usage. An empty line or 'quit' ends."


def ask(options: argparse.Namespace) -> int:
    if options.batch and options.rows:
        print("steward: --rows goes with one question, not with a file of them", file=sys.stderr)
        return 2
    if options.batch:
        return _ask_batch(options)
    if options.question is None:
        print('steward: say what you want to know, for example: steward ask "What is our NRR?"', file=sys.stderr)
        return 2
    app, question = _app(options), _question(options, options.question)
    answer = app.ask(question)
    if options.is_json:
        print(answer.model_dump_json())
    else:
        _show(answer, with_math=options.math)
    if options.rows:
        print(f"steward: {_written(app, question, answer, options)}", file=sys.stderr)
    return _code(answer)


def chat(options: argparse.Namespace) -> int:
    app, screen = _app(options), console()
    options.thread, options.channel = uuid4().hex, "dm"
    screen.print(GREETING, style="dim")
    for text in _lines(screen):
        _show(app.ask(_question(options, text)), with_math=False)
    return 0


def _written(app: App, question: Question, answer: Answer, options: argparse.Namespace) -> str:
    """What was written to the file of rows. Raises NoData where there is nothing to write."""
    if not 1 <= options.figure <= len(answer.facts):
        chosen = f"figures 1 to {len(answer.facts)}; name one of them by --figure" if answer.facts else "no figure"
        raise NoData(f"That answer rests on {chosen}. No rows were written.")
    found = app.rows_behind(answer.facts[options.figure - 1], question)
    write_rows(options.rows, found.columns, found.rows)
    name = ", ".join([found.fact.label, *found.fact.subject.values()])
    cut = " (the first ones only; filter the question for fewer)" if found.is_cut else ""
    return f"{len(found.rows):,} rows behind {name} ({found.fact.display}) are in {options.rows}{cut}."


def _ask_batch(options: argparse.Namespace) -> int:
    """One answer a line, in the order of the questions; a line that is no question gets a failed answer."""
    app, worst = _app(options), 0
    for number, line in enumerate(_read_lines(options.batch), start=1):
        answer = _answer_line(app, options, line, number)
        print(answer.model_dump_json(), flush=True)
        worst = max(worst, _code(answer))
    return worst


def _answer_line(app: App, options: argparse.Namespace, line: str, number: int) -> Answer:
    try:
        fields: dict[str, Any] = json.loads(line)
        asked = Question(
            id=str(fields.get("id", number)),
            text=fields["question"],
            user=fields.get("user", options.person),
            thread=fields.get("thread"),
            channel=fields.get("channel", options.channel),
            as_of=fields.get("as_of", options.as_of),
        )
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError):
        because = f"Line {number} is not a question: write a JSON object with 'id' and 'question'."
        return Answer(id=str(number), question=line[:200], outcome="failed", reason="error", answer=because, model="")
    return app.ask(asked)


def _question(options: argparse.Namespace, text: str) -> Question:
    day: date | None = options.as_of
    return Question(
        id=uuid4().hex[:12],
        text=text,
        user=options.person,
        thread=options.thread,
        channel=options.channel,
        as_of=day,
    )


def _app(options: argparse.Namespace) -> App:
    return build(Settings(), options.company, options.model)


def _show(answer: Answer, *, with_math: bool) -> None:
    screen = console()
    screen.print(answer_view(answer))
    if with_math:
        screen.print(math_view(answer.facts))


def _code(answer: Answer) -> int:
    return 1 if answer.outcome == "failed" else 0


def _read_lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideError(f"{path} cannot be read as a UTF-8 text file; check the name and try again.") from error


def _lines(screen: Any) -> Iterator[str]:
    while True:
        try:
            text = screen.input("\n[bold]> [/bold]").strip()
        except EOFError:
            return
        if text.lower() in ("", "quit", "exit"):
            return
        yield text
