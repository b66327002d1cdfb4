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

ROOT = Path(__file__).parent.parent
EXAMPLE = "Why did NRR drop last quarter?"
WIDTH = 90


def tools_table() -> str:
    """One row per tool: its name and what it answers."""
    rows = [f"| `{tool.name}` | {tool.description} |" for tool in TOOLS.values()]
    return "\n".join(["| tool | what it answers |", "|---|---|", *rows])


def metrics_table() -> str:
    """One row per family: its metrics by label."""
    families: dict[str, list[str]] = {}
    for metric in METRICS.values():
        families.setdefault(metric.family, []).append(metric.label)
    rows = [f"| {family} | {', '.join(labels)} |" for family, labels in families.items()]
    return "\n".join([f"{len(METRICS)} metrics, each with its rule and version (`steward metrics`):", "",
                      "| family | metrics |", "|---|---|", *rows])  # fmt: skip


def example() -> str:
    """What the sample company answers to a usual question, without its colours, as a terminal shows it."""
    answer = build(Settings(state=Path(gettempdir()) / "steward-docs", model="planner")).ask(question(EXAMPLE))
    screen = Console(width=WIDTH, file=StringIO(), highlight=False, color_system=None)
    with screen.capture() as shown:
        screen.print(answer_view(answer))
    lines = [f'$ make ask Q="{EXAMPLE}"', "", *shown.get().rstrip().splitlines()]
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
