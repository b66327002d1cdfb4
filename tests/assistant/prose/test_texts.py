"""Passages and messages."""

from __future__ import annotations

from assistant.prose.texts import LONGEST_PASSAGE
from assistant.prose.write import write
from tools.evidence import Choice, Evidence, Passage


def passages(*found: Passage) -> str:
    return write((Evidence(shape="passage", title="x", passages=found, headline=len(found)),))


def test_a_definition_keeps_its_paragraphs_but_not_its_line_breaks() -> None:
    passage = Passage(
        kind="glossary", title="NRR", ref="glossary/nrr", text="What is\nkept.\n\nHow: a / b.\n- one\n- two"
    )
    assert passages(passage) == "**NRR**\nWhat is kept.\n\nHow: a / b.\n- one\n- two\n\n_Source: glossary, NRR._"


def test_several_definitions_share_their_source_line() -> None:
    one = Passage(kind="glossary", title="NRR", ref="glossary/nrr", text="One.")
    other = Passage(kind="glossary", title="GRR", ref="glossary/grr", text="Two.")
    assert passages(one, other) == "**NRR**\nOne.\n\n**GRR**\nTwo.\n\n_Source: glossary, NRR and GRR._"


def test_what_is_only_near_is_named_but_not_told() -> None:
    one = Passage(kind="playbook", title="Plateau", ref="playbook/plateau", text="One.")
    other = Passage(kind="playbook", title="Tools by stage", ref="operating/tools_by_stage", text="Two.")
    said = write((Evidence(shape="passage", title="x", passages=(one, other)),))
    assert said == "**Plateau**\nOne.\n\nSee also: Tools by stage.\n\n_Source: playbook, Plateau._"


def test_a_record_is_quoted_and_has_no_effect() -> None:
    note = Passage(kind="record", title="Call", ref="calls/1", text="They said *now*.\n<!channel>")
    assert passages(note) == (
        "**Call**\n> They said \\*now\\*.\n> \\<!channel\\>\n\n_Source: the company's records, Call._"
    )


def test_a_long_passage_is_cut_at_a_word() -> None:
    text = passages(Passage(kind="playbook", title="Play", ref="playbook/play", text="word " * 1000))
    assert len(text) < LONGEST_PASSAGE + 100
    assert "word…\n" in text


def test_a_question_back_lists_its_choices() -> None:
    asked = Evidence(
        shape="message",
        outcome="clarify",
        message="Which retention do you mean?",
        choices=(Choice(label="Revenue", question="What is NRR?"), Choice(label="Accounts *x*", question="?")),
    )
    assert write((asked,)) == "Which retention do you mean?\n\n- Revenue\n- Accounts \\*x\\*"
