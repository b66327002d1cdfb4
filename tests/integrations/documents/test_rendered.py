"""The files as another program draws them: every slide is a page, and no page is blank."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from integrations.documents.files import FileForm, write
from tests.integrations.documents.samples import BOARD, IMPRINT, MONTHLY, QBR

NEEDED = ("soffice", "pdftoppm")
MISSING = [program for program in NEEDED if shutil.which(program) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"SKIPPED LOUDLY: {', '.join(MISSING)} is not on this machine")
CASES: dict[str, tuple[FileForm, int]] = {"qbr": ("pptx", 10), "board": ("pptx", 1), "review": ("docx", 4)}
PAPERS = {"qbr": QBR, "board": BOARD, "review": MONTHLY}


def pages_of(path: Path) -> list[Path]:
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    subprocess.run(
        ["pdftoppm", "-r", "40", "-png", path.with_suffix(".pdf"), path.parent / "page"], check=True, timeout=60
    )
    return sorted(path.parent.glob("page*.png"))


@pytest.mark.parametrize("kind", CASES)
def test_every_page_is_drawn_and_none_is_blank(tmp_path: Path, kind: str) -> None:
    form, count = CASES[kind]
    pages = pages_of(write(PAPERS[kind], tmp_path, form, IMPRINT))
    # The hidden slide of a review is no page.
    assert len(pages) == count if form == "pptx" else len(pages) >= count
    for page in pages:
        with Image.open(page) as opened:
            colours = opened.convert("L").getcolors()
            assert colours is not None
            assert sum(number for number, _ in colours) - max(number for number, _ in colours) > 300
