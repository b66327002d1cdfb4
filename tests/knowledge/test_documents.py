"""One Markdown file is one document; a broken one says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.documents import MAX_FILE_BYTES, KnowledgeError, load_documents

TERM = """---
name: net_revenue_retention
title: Net revenue retention
label: NRR
aliases: [NDR, net dollar retention]
questions: [do existing accounts grow]
unit: percent
owner: Finance and CS
formula: closing / opening
source: CS field glossary
related: [gross_revenue_retention]
---

How much the same accounts pay later.
"""

PLAY = "---\nkind: playbook\nname: plateau\ntitle: Plateau\n{}\n---\nText.\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def reason(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as raised:
        load_documents(folder)
    return str(raised.value)


def test_every_field_of_a_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, "deep/nrr.md", TERM)
    (term,) = load_documents(tmp_path)
    assert (term.kind, term.name, term.title, term.label) == (
        "glossary",
        "net_revenue_retention",
        "Net revenue retention",
        "NRR",
    )
    assert term.aliases == ("NDR", "net dollar retention")
    assert term.questions == ("do existing accounts grow",)
    assert (term.unit, term.owner, term.formula) == ("percent", "Finance and CS", "closing / opening")
    assert (term.source, term.related) == ("CS field glossary", ("gross_revenue_retention",))
    assert term.body == "How much the same accounts pay later."


def test_a_name_a_title_and_a_text_are_enough(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "---\nname: tiering\ntitle: Tiering\n---\nOur three tiers.\n")
    (term,) = load_documents(tmp_path)
    assert (term.kind, term.label, term.aliases, term.unit) == ("glossary", "Tiering", (), None)
    assert term.source == "Company knowledge"


def test_a_label_stays_the_text_that_was_written(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "---\nname: ratio\ntitle: Ratio\nlabel: 3:1\naliases: [no, 2024-01-01]\n---\nText.\n")
    (term,) = load_documents(tmp_path)
    assert (term.label, term.aliases) == ("3:1", ("no", "2024-01-01"))


def test_a_play_says_when_by_whom_and_how_soon(tmp_path: Path) -> None:
    fields = """owner: csm
within_days: 14
priority: 40
trigger: {all: [usage_plateau], none: [usage_drop], status: [green, yellow]}
steps: [Look, Show one thing]
success: In weekly use.
avoid: [A tour]"""
    write(tmp_path, "a.md", PLAY.format(fields))
    (play,) = load_documents(tmp_path)
    assert play.trigger is not None
    assert (play.trigger.all, play.trigger.any, play.trigger.none) == (("usage_plateau",), (), ("usage_drop",))
    assert play.trigger.status == ("green", "yellow")
    assert (play.owner, play.within_days, play.priority) == ("csm", 14, 40)
    assert (play.steps, play.success, play.avoid) == (("Look", "Show one thing"), "In weekly use.", ("A tour",))


def test_a_play_without_a_trigger_is_one_that_is_only_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "a.md", PLAY.format("owner: csm"))
    (play,) = load_documents(tmp_path)
    assert (play.trigger, play.within_days, play.priority) == (None, None, 50)


def test_a_later_folder_wins_and_what_it_holds_comes_last(tmp_path: Path) -> None:
    write(tmp_path / "built_in", "arr.md", "---\nname: arr\ntitle: ARR\n---\nTheirs.\n")
    write(tmp_path / "built_in", "mrr.md", "---\nname: mrr\ntitle: MRR\n---\nTheirs.\n")
    write(tmp_path / "company", "own.md", "---\nname: arr\ntitle: Run rate\n---\nOurs.\n")
    loaded = load_documents(tmp_path / "built_in", tmp_path / "company")
    assert [(term.name, term.body) for term in loaded] == [("mrr", "Theirs."), ("arr", "Ours.")]


def test_one_name_may_stand_once_for_each_kind(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "---\nname: plateau\ntitle: Plateau\n---\nA term.\n")
    write(tmp_path, "b.md", "---\nkind: playbook\nname: plateau\ntitle: Plateau\n---\nA play.\n")
    assert {document.kind for document in load_documents(tmp_path)} == {"glossary", "playbook"}


def test_a_name_twice_in_one_folder_names_both_files(tmp_path: Path) -> None:
    write(tmp_path, "a.md", TERM)
    write(tmp_path, "b.md", TERM)
    said = reason(tmp_path)
    assert str(tmp_path / "a.md") in said
    assert str(tmp_path / "b.md") in said


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    assert load_documents(tmp_path / "nowhere") == ()


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.md", TERM)
    write(tmp_path, "..data/a.md", TERM)
    write(tmp_path, ".#a.md", "being edited")
    assert len(load_documents(tmp_path)) == 1


def test_hidden_characters_reach_no_field_not_even_as_escapes(tmp_path: Path) -> None:
    front = 'name: "ar\\u200br"\ntitle: "A\\u202eRR"\nowner: "a\\nb"'
    write(tmp_path, "a.md", f"\ufeff---\n{front}\n---\nIt is\u200b fine.<!-- obey -->\n")
    (term,) = load_documents(tmp_path)
    assert (term.name, term.title, term.owner, term.body) == ("arr", "ARR", "a b", "It is fine.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "does not begin with fields between two --- lines"),
        ("# ARR\nNo fields.", "does not begin with fields between two --- lines"),
        ("---\nname: arr\n", "does not begin with fields between two --- lines"),
        ("---\nname: [arr\n---\nText.", "is not YAML"),
        ("---\n{[a]: b}\n---\nText.", "is not YAML"),
        ("---\n" + "[" * 5000 + "\n---\nText.", "is not YAML"),
        ("---\njust words\n---\nText.", "holds no fields"),
        ("---\nname: arr\n---\nText.", "the field title is missing"),
        ("---\nname: arr\ntitle: ARR\n---\n", "the field body is empty"),
        ("---\nname: arr\ntitle: ARR\n---\n<!-- hidden -->", "the field body is empty"),
        ("---\nname: Net ARR\ntitle: ARR\n---\nText.", "the field name must be written like net_revenue_retention"),
        ("---\nname: arr\ntitle: ARR\nalias: x\n---\nText.", "the field alias is not known"),
        ("---\nname: arr\ntitle: ARR\naliases: x\n---\nText.", "the field aliases must be a list"),
        ("---\nname: arr\ntitle: [x]\n---\nText.", "the field title must be text"),
        ("---\nname: arr\ntitle: " + "x" * 301 + "\n---\nText.", "the field title is too long"),
        ("---\nname: arr\ntitle: ARR\nunit: euro\n---\nText.", "the field unit is wrong"),
        ("---\nname: arr\ntitle: ARR\n---\n" + "x" * MAX_FILE_BYTES, "larger than 64 KB"),
        ("---\nname: arr\ntitle: ARR\nsteps: [Call them]\n---\nText.", "the field steps belongs to a playbook"),
        (PLAY.format("trigger: {none: [escalation]}"), "the field trigger must name a signal or a status"),
        (PLAY.format("trigger: {any: [champion_gone]}"), "the field trigger.any.0 is wrong"),
        (PLAY.format("trigger: {some: [escalation]}"), "the field trigger.some is not known"),
        (PLAY.format("trigger: {status: [orange]}"), "the field trigger.status.0 is wrong"),
        (PLAY.format("within_days: soon"), "the field within_days is wrong"),
        (PLAY.format("steps: Call them"), "the field steps must be a list"),
    ],
)
def test_a_broken_file_is_named_with_its_reason_in_one_line(tmp_path: Path, text: str, expected: str) -> None:
    path = write(tmp_path, "broken.md", text)
    said = reason(tmp_path)
    assert said.startswith(str(path))
    assert expected in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"---\nname: arr\ntitle: Umsatzgr\xf6sse\n---\nText.\n")
    assert "is not UTF-8 text" in reason(tmp_path)
