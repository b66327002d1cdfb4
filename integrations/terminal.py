"""Answers in a terminal: what a person reads, with colour where the terminal has it."""

from __future__ import annotations

import re

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer
from assistant.prose.sources import sources_line
from tools.facts import Fact

MARKS = {"answered": "", "clarify": "Which one do you mean?", "declined": "", "failed": ""}
# A line of words that goes on in the next line: Markdown would join the two.
LINE_END = re.compile(r"^(?![ \t]*(?:[|>#]|[-*+] |\d+[.)] ))(.*\S)\n(?=[^\s|>#])(?![-*+] |\d+[.)] )", re.MULTILINE)


def answer_view(answer: Answer) -> RenderableType:
    """The answer, the choices of a question back, and where the numbers come from in small print."""
    parts: list[RenderableType] = [Markdown(with_line_ends(answer.answer))]
    parts += [Text(f"\nFile: {path}", no_wrap=True, overflow="ignore") for path in answer.files]
    small = Text(style="dim")
    if sources := sources_line(answer):
        small.append(f"\nSources: {sources}")
    if answer.facts:
        small.append("\nAdd --math to see how each number was computed.")
    return Group(*parts, Padding(small, (0, 0)))


def with_line_ends(text: str) -> str:
    """Markdown in which a line that ends stays ended, as people in Slack see it."""
    return LINE_END.sub("\\1  \n", text)


def math_view(facts: tuple[Fact, ...]) -> RenderableType:
    """Each fact, numbered, with its definition, inputs, rows and query."""
    return Group(*(_one(number, fact) for number, fact in enumerate(facts, start=1)))


def _one(number: int, fact: Fact) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    title = " · ".join([f"{number}. {fact.label}", *fact.subject.values()])
    rows = {
        "value": f"{fact.display} because {fact.undefined_because}" if fact.undefined_because else fact.display,
        "definition": f"{fact.definition.name} v{fact.definition.version}: {fact.definition.formula}",
        "period": f"{fact.period.start} to {fact.period.end}" if fact.period else f"close of {fact.as_of}",
        "inputs": ", ".join(f"{name} = {value}" for name, value in fact.inputs.items()),
        "rows": f"{fact.source.rows:,} from {', '.join(fact.source.tables)}" if fact.source.tables else "",
        "query": fact.source.query,
    }
    for name, value in rows.items():
        if value:
            table.add_row(name, value)
    return Group(Text(f"\n{title}", style="bold"), table)


def console(*, is_error: bool = False) -> Console:
    return Console(stderr=is_error, soft_wrap=False, highlight=False)
