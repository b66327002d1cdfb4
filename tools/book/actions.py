"""What to do about an account: the weightiest play its signals and status set off."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from knowledge.documents import Document
from knowledge.pieces import reference
from tools.context import Context
from tools.evidence import Passage, Section
from tools.playbooks import text_of
from tools.plays import applicable_plays


def first_play(context: Context, signals: Collection[str], status: str = "") -> Document | None:
    return next(iter(applicable_plays(context.knowledge, signals, status)), None)


def plays_section(plays: Iterable[Document | None], *, in_full: bool = False) -> tuple[Section, ...]:
    """The plays by title, with their steps where asked for; no section without a play."""
    found = {play.name: play for play in plays if play}
    passages = tuple(
        Passage(kind="playbook", title=play.title, ref=reference(play), text=text_of(play) if in_full else "")
        for play in found.values()
    )
    return (Section(title="Plays", layout="plays", passages=passages),) if passages else ()
