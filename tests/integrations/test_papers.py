"""Papers as people get them: from the command line, as files beside an answer, and only for those who may see them."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistant.papers.paper import Paper, Part
from integrations import app as composition
from integrations.app import NOT_WRITTEN, question
from integrations.cli import main
from integrations.commands import papers as commands
from integrations.paper_files import FORMS, KEPT, TEMPLATE, drafts_of, press_of
from tests.integrations.sampled import app, published, view

Printed = pytest.CaptureFixture[str]
CSM, OTHERS = "maya.lindqvist@lumen.example", "sara.haddad@lumen.example"


@pytest.fixture(autouse=True)
def _opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "build", lambda *_given: app())


def run(printed: Printed, *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    return code, " ".join(printed.readouterr().out.split())


def test_a_briefing_is_printed_to_be_read(capsys: Printed) -> None:
    code, text = run(capsys, "brief", "Acme Logistics")
    assert code == 0
    assert text.startswith("Acme Logistics: briefing")
    assert "What to say" in text


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        (("qbr", "Hooli Media", "--period", "Q1 2026"), "Hooli Media: business review"),
        (("followup", "Acme Logistics", "--tone", "formal", "--length", "short"), "Follow-up: Acme Logistics"),
        (("forensics", "Bitforge Labs"), "Why Bitforge Labs left"),
        (("forensics", "--period", "2025"), "Churn in 2025"),
        (("board", "--period", "Q1 2026"), "Customers in Q1 2026"),
        (("review", "--period", "May 2026"), "CS and finance review of May 2026"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_paper_has_a_command(capsys: Printed, arguments: tuple[str, ...], opens: str) -> None:
    code, text = run(capsys, *arguments)
    assert code == 0
    assert text.startswith(opens), text[:200]


@pytest.mark.parametrize("ending", ["pptx", "docx", "md"])
def test_a_paper_goes_into_a_file_of_the_form_its_name_asks_for(capsys: Printed, tmp_path: Path, ending: str) -> None:
    file = tmp_path / "new" / f"review.{ending}"
    code, text = run(capsys, "qbr", "Hooli Media", "--out", str(file))
    assert code == 0
    assert text.startswith("File:")
    assert "To fill in:" in text
    if ending == "md":
        assert file.read_text(encoding="utf-8").startswith("# Hooli Media: business review")
    else:
        assert ZipFile(file).testzip() is None


def test_a_goal_given_on_the_command_line_stands_among_the_goals(capsys: Printed) -> None:
    _, text = run(capsys, "qbr", "Hooli Media", "--goal", "Open two more depots", "--json")
    made = Paper.model_validate_json(text)
    assert "Open two more depots" in made.parts[0].model_dump_json()


def test_a_paper_is_json_too(capsys: Printed) -> None:
    code, text = run(capsys, "board", "--json")
    assert (code, json.loads(text)["kind"]) == (0, "board")


def test_where_there_is_no_paper_it_is_said_why_and_no_file_is_made(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "why.docx"
    code, text = run(capsys, "forensics", "Acme Logistics", "--out", str(file))
    assert (code, file.exists()) == (1, False)
    assert "has not left" in text
    assert run(capsys, "brief", "No Such Company")[0] == 1


def test_another_ending_is_wrong_use(capsys: Printed, tmp_path: Path) -> None:
    assert run(capsys, "board", "--out", str(tmp_path / "board.key"))[0] == 2


def test_a_file_that_cannot_be_written_is_one_plain_sentence(capsys: Printed, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert main(["board", "--out", str(tmp_path / "taken" / "board.pptx")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_person_gets_papers_on_their_own_accounts_only(capsys: Printed) -> None:
    assert run(capsys, "brief", "Acme Logistics", "--as", CSM)[0] == 0
    code, text = run(capsys, "brief", "Acme Logistics", "--as", OTHERS)
    assert code == 1
    assert "451,656" not in text


def test_a_past_day_sees_nothing_later(capsys: Printed) -> None:
    _, text = run(capsys, "brief", "Acme Logistics", "--as-of", "2026-01-31")
    assert "As of 31 Jan 2026" in text
    assert "Marcus Mercer (champion" not in text
    assert "Jun 2026" not in text


def test_an_order_for_a_review_brings_a_deck_with_a_short_summary() -> None:
    answer = app().ask(question("prepare the QBR for Hooli Media"))
    (file,) = answer.files
    assert (Path(file).suffix, Path(file).exists()) == (".pptx", True)
    assert len(answer.answer.splitlines()) <= 6
    assert answer.papers[0].kind == "qbr"
    assert json.loads(answer.model_dump_json())["files"] == [file]


def test_a_briefing_is_text_and_brings_no_file() -> None:
    answer = app().ask(question("brief me on Hooli Media"))
    assert answer.files == ()
    assert answer.answer.startswith("**Hooli Media: briefing**")


def test_a_question_about_one_part_brings_no_file() -> None:
    answer = app().ask(question("who looks like Bitforge Labs did before it left?"))
    assert (answer.files, answer.papers) == ((), ())


def test_in_a_channel_shared_with_others_there_is_no_paper() -> None:
    answer = app().ask(question("prepare the QBR for Hooli Media", channel="shared"))
    assert (answer.outcome, answer.files, answer.papers) == ("declined", (), ())


def test_an_answer_whose_file_cannot_be_written_stays_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(composition, "drafts_of", full)
    answer = app().ask(question("prepare the QBR for Hooli Media"))
    assert answer.files == ()
    assert answer.answer.endswith(NOT_WRITTEN)
    assert answer.answer.startswith("Draft of the business review")


def test_each_person_has_a_folder_of_their_own_that_does_not_name_them(tmp_path: Path) -> None:
    maya, others, operator = (drafts_of(tmp_path, who) for who in (CSM, OTHERS, None))
    assert len({maya, others, operator}) == 3
    assert drafts_of(tmp_path, f" {CSM.upper()} ") == maya
    assert "maya" not in str(maya)


def test_old_drafts_are_forgotten(tmp_path: Path) -> None:
    slide = Paper(kind="review", title="Review", parts=(Part(name="a", heading="A"),))
    press = press_of(view(), tmp_path)
    for _ in range(KEPT + 2):
        file = press.bring(slide, tmp_path / "drafts")
    assert file is not None
    assert file.exists()
    assert len(list((tmp_path / "drafts").iterdir())) == KEPT


def test_a_kind_that_is_text_makes_no_file(tmp_path: Path) -> None:
    text = Paper(kind="briefing", title="Acme", parts=())
    assert press_of(view(), tmp_path).bring(text, tmp_path / "drafts") is None
    assert set(FORMS) == {"qbr", "board", "review", "forensics", "losses"}


def test_the_company_s_own_slides_are_used_where_it_has_some(tmp_path: Path) -> None:
    own, given = tmp_path / TEMPLATE, tmp_path / "given.pptx"
    context = published().context()
    assert press_of(context, tmp_path).template is None
    own.write_bytes(b"slides")
    assert press_of(context, tmp_path).template == own
    assert press_of(context, tmp_path, given).template == given
