"""Files: names that are safe everywhere, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrations.documents.files import FileForm, file_name, write
from tests.integrations.charts.samples import NAMES
from tests.integrations.documents.samples import IMPRINT, MONTHLY, QBR
from tools.errors import OutsideError


@pytest.mark.parametrize("form", ["pptx", "docx", "md"])
def test_a_paper_is_written_in_each_form_and_again_over_itself(tmp_path: Path, form: FileForm) -> None:
    path = write(MONTHLY, tmp_path / "new" / "folder", form, IMPRINT)
    assert path == tmp_path / "new" / "folder" / f"monthly-review-2026-03-31.{form}"
    before = path.read_bytes()
    assert write(MONTHLY, path.parent, form, IMPRINT) == path
    assert path.read_bytes() == before
    assert [held.name for held in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "a\x00b", "C:\\con", "x" * 300, "🚀🚀", "", ".", "-rf *", "株" * 200, *NAMES]
)
def test_no_title_leads_out_of_the_folder_or_breaks_a_name(tmp_path: Path, title: str) -> None:
    name = file_name(QBR.model_copy(update={"title": title}), IMPRINT, "md")
    assert name.endswith("-2026-03-31.md")
    assert len(name.encode()) <= 80
    assert Path(name).name == name
    assert not name.startswith((".", "-"))
    (tmp_path / name).write_text("")


def test_letters_of_every_script_stay_in_the_name() -> None:
    paper = QBR.model_copy(update={"title": "QBR: Ромашка & Co."})
    assert file_name(paper, IMPRINT, "pptx") == "qbr-ромашка-co-2026-03-31.pptx"


def test_a_folder_that_cannot_be_written_to_is_told_in_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutsideError, match="could not be saved"):
        write(QBR, tmp_path / "file" / "sub", "md", IMPRINT)


def test_a_broken_template_leaves_no_file_behind(tmp_path: Path) -> None:
    (tmp_path / "t.pptx").write_text("no")
    with pytest.raises(OutsideError):
        write(QBR, tmp_path / "out", "pptx", IMPRINT, tmp_path / "t.pptx")
    assert not (tmp_path / "out").exists()
