"""The parts of README.md and .env.example that are written from the code: `make docs` writes them, a test compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from integrations.env_example import env_example
from tools.catalogue import TOOLS
from tools.metrics.catalogue import METRICS

ROOT = Path(__file__).parent.parent


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


BLOCKS: Mapping[str, Callable[[], str]] = {"tools": tools_table, "metrics": metrics_table}


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
