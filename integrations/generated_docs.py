"""The parts of README.md and .env.example that are written from the code: `make docs` writes them, a test compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from tempfile import gettempdir

from rich.console import Console

from integrations.app import build, question
from integrations.env_example import env_example
from integrations.settings import Settings
from integrations.terminal import answer_view
from tools.catalogue import TOOLS
from tools.metrics.catalogue import METRICS
from tools.metrics.named import Answer, named

ROOT = Path(__file__).parent.parent
EXAMPLE = "Why did NRR drop last quarter?"
WIDTH = 90
TALKING = ("ask_back", "decline")


def tools_table() -> str:
    """One row per tool that looks something up: its name and what it answers."""
    answering = [tool for name, tool in TOOLS.items() if name not in TALKING]
    rows = [f"| `{tool.name}` | {tool.description.partition(' Use for:')[0]} |" for tool in answering]
    return "\n".join(["| tool | what it answers |", "|---|---|", *rows])


def metrics_table() -> str:
    """One row per area: each number the field's texts name, and the metric or tool that answers it, or why none can."""
    families = len({metric.family for metric in METRICS.values()})
    rows = [f"| {area} | {'; '.join(_answered(*item) for item in names.items())} |" for area, names in named().items()]
    lead = f"{len(METRICS)} metrics in {families} families, each with its rule and version (`steward metrics`)."
    return "\n".join([f"{lead} What the field names is answered by:", "", "| area | names |", "|---|---|", *rows])


def _answered(name: str, answer: Answer) -> str:
    """ "NRR: `net_revenue_retention`", or what the data lacks."""
    return f"{name}: {', '.join(f'`{item}`' for item in answer.names) or f'no, {answer.missing}'}"


def example() -> str:
    """What the sample company answers to a usual question, without its colours, as a terminal shows it."""
    answer = build(Settings(state=Path(gettempdir()) / "steward-docs", model="planner")).ask(question(EXAMPLE))
    screen = Console(width=WIDTH, file=StringIO(), highlight=False, color_system=None)
    with screen.capture() as shown:
        screen.print(answer_view(answer))
    screenful = re.sub(r"\n(\s*\n)+", "\n\n", shown.get().rstrip())
    lines = [f'$ make ask Q="{EXAMPLE}"', "", *screenful.splitlines()]
    return "\n".join(f"    {line}".rstrip() for line in lines)


BLOCKS: Mapping[str, Callable[[], str]] = {"example": example, "tools": tools_table, "metrics": metrics_table}


def with_blocks(text: str) -> str:
    """The text with each marked block written anew."""
    for name, block in BLOCKS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda found, block=block: found[1] + block() + found[2], text)  # type: ignore[misc]
    return text


def write_all() -> None:
    readme = ROOT / "README.md"
    readme.write_text(with_blocks(readme.read_text(encoding="utf-8")), encoding="utf-8")
    (ROOT / ".env.example").write_text(env_example(), encoding="utf-8")


if __name__ == "__main__":
    write_all()
