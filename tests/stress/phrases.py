"""The sentences of the company's accounts, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def phrases() -> Any:
    """Lists and tables of sentences, by what they are for (phrases.yaml)."""
    return yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8"))
