"""Papers as files: which kind is brought as which, and where one person's drafts lie."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from assistant.papers.paper import Kind, Paper
from tools.context import Context
from tools.errors import OutsideError

if TYPE_CHECKING:
    from integrations.documents.files import FileForm

# What people expect to be handed; the other kinds are read where they were asked for.
FORMS: Mapping[Kind, FileForm] = {
    "qbr": "pptx",
    "board": "pptx",
    "review": "docx",
    "forensics": "docx",
    "losses": "docx",
}
ENDINGS: Mapping[str, FileForm] = {".pptx": "pptx", ".docx": "docx", ".md": "md"}
TEMPLATE = "template.pptx"
# Of one person: drafts are asked for again when they are needed, so that old ones need not lie around.
KEPT = 20


@dataclass(frozen=True)
class Press:
    """Writes the papers of one view on a company; `template` are its own slides, where it has some."""

    context: Context
    template: Path | None = None

    def bring(self, paper: Paper, drafts: Path) -> Path | None:
        """The paper in a new folder under `drafts`; None for one that is text. Raises OutsideError or OSError."""
        from integrations.documents.files import write  # half a second to import: paid when it is used
        from integrations.documents.imprint import Imprint

        form = FORMS.get(paper.kind)
        if form is None:
            return None
        drafts.mkdir(parents=True, exist_ok=True)
        forget(drafts)
        imprint = Imprint(self.context.company.name, self.context.as_of)
        # A folder of its own: two drafts of one name do not meet.
        return write(paper, Path(mkdtemp(dir=drafts)).resolve(), form, imprint, self.template)

    def write(self, paper: Paper, path: Path) -> None:
        """By the path's ending, one of ENDINGS. Raises OutsideError."""
        from integrations.documents.files import RENDERERS
        from integrations.documents.imprint import Imprint

        imprint = Imprint(self.context.company.name, self.context.as_of)
        content = RENDERERS[ENDINGS[path.suffix.lower()]](paper, imprint, self.template)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise OutsideError(f"{path} cannot be written; choose a place where you may write.") from error


def press_of(context: Context, company: Path, template: Path | None = None) -> Press:
    """With these slides to build on, else with the company's own."""
    own = company / TEMPLATE
    return Press(context, template or (own if own.exists() else None))


def drafts_of(state: Path, asker: str | None) -> Path:
    """Where one person's drafts lie; the folder's name tells nobody whose it is."""
    return state / "papers" / (sha256(asker.strip().lower().encode()).hexdigest()[:16] if asker else "operator")


def forget(drafts: Path) -> None:
    """All but the newest of this person's drafts."""
    folders = sorted(drafts.glob("*/"), key=lambda folder: folder.stat().st_mtime)
    for folder in folders[: -KEPT + 1]:
        shutil.rmtree(folder, ignore_errors=True)
