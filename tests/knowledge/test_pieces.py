"""A document is compared line by line: its names, its questions, its sentences."""

from __future__ import annotations

from knowledge.documents import Document
from knowledge.pieces import cut, reference, whole_text

PLAY = Document(
    kind="playbook",
    name="plateau",
    title="Plateau",
    aliases=("flat use",),
    questions=("use stands still",),
    formula="weeks without growth",
    body="Find one next feature. It must\nfit.\n\n- Show it\n- Check in 2.5 weeks!\n\n1. Done",
)


def test_names_questions_and_sentences_are_pieces_under_the_documents_reference() -> None:
    pieces = cut([PLAY])
    assert [piece.text for piece in pieces] == [
        "Plateau, flat use",
        "use stands still",
        "Find one next feature.",
        "It must fit.",
        "Show it",
        "Check in 2.5 weeks!",
        "Done",
    ]
    assert pieces[0].identifier == "playbook/plateau#0"
    assert {piece.kind for piece in pieces} == {"playbook"}
    assert reference(PLAY) == "playbook/plateau"


def test_the_whole_text_holds_every_part() -> None:
    for part in ("flat use", "use stands still", "weeks without growth", "Find one next feature."):
        assert part in whole_text(PLAY)
