"""What the documents say of the code is true."""

from __future__ import annotations

import re

from integrations.env_example import env_example
from integrations.generated_docs import with_blocks
from tests.house.test_import_graph import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_the_tools_and_metrics_there_are() -> None:
    assert with_blocks(README) == README


def test_the_example_of_the_settings_lists_the_settings_there_are() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example()


def test_a_document_stays_a_page_or_two() -> None:
    for name, most in (("README.md", 185), ("ARCHITECTURE.md", 130)):
        assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= most, name


def test_every_file_the_architecture_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:assistant|tools|knowledge|integrations|evals|tests)/[\w./]*)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert len(named) > 10


def test_the_lock_holds_no_addresses() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
