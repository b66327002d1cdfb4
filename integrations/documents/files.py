"""A paper as a file in a folder, under a name that is safe everywhere."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from assistant.papers.markdown import write_markdown
from assistant.papers.paper import Paper
from integrations.documents.deck.slides import deck
from integrations.documents.imprint import Imprint
from integrations.documents.report.pages import report
from integrations.documents.runs import plain
from tools.errors import OutsideError

FileForm = Literal["pptx", "docx", "md"]
UNSAFE = re.compile(r"[^\w]+")
LONGEST = 60
NAMELESS = "draft"

Render = Callable[[Paper, Imprint, Path | None], bytes]
RENDERERS: dict[FileForm, Render] = {
    "pptx": deck,
    "docx": lambda paper, imprint, _: report(paper, imprint),
    "md": lambda paper, _, __: write_markdown(paper).encode("utf-8", errors="replace"),
}


def write(paper: Paper, folder: Path, form: FileForm, imprint: Imprint, template: Path | None = None) -> Path:
    """Writes the paper whole or not at all and returns where. A file of the same name is replaced.

    `template` is the company's own .pptx and is used for decks. Raises OutsideError where the template cannot be read
    or the folder cannot be written to.
    """
    content = RENDERERS[form](paper, imprint, template)
    path = folder / file_name(paper, imprint, form)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise OutsideError(
            f"The draft could not be saved in {folder}. Check that the folder can be written to."
        ) from error
    return path


def file_name(paper: Paper, imprint: Imprint, form: FileForm) -> str:
    """Title and day in letters, digits and hyphens: "business-review-globex-2026-03-31.pptx"."""
    title = unicodedata.normalize("NFC", plain(paper.title)).lower()
    words = UNSAFE.sub("-", title).replace("_", "-").strip("-")
    short = words.encode()[:LONGEST].decode(errors="ignore").strip("-") or NAMELESS
    return f"{short}-{imprint.day.isoformat()}.{form}"


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
