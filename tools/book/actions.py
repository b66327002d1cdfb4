"""What to do about an account: the weightiest play its signals and status set off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from knowledge.documents import Document
from knowledge.pieces import reference
from tools.context import Context
from tools.evidence import Passage, Section
from tools.plays import applicable_plays


def first_play(context: Context, signals: Collection[str], status: str = "") -> Document | None:
    return next(iter(applicable_plays(context.knowledge, signals, status)), None)


def title_only(_: Document) -> str:
    return ""


def plays_section(
    plays: Iterable[Document | None], told: Callable[[Document], str] = title_only
) -> tuple[Section, ...]:
    """The plays by title, each with what is told of it; no section without a play."""
    found = {play.name: play for play in plays if play}
    passages = tuple(
        Passage(kind="playbook", title=play.title, ref=reference(play), text=told(play)) for play in found.values()
    )
    return (Section(title="Plays", layout="plays", passages=passages),) if passages else ()
