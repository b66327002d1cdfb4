"""The parts of the sample company that are written by hand and copied as they are."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
FILES = ("company.toml", "people.csv", "knowledge")
