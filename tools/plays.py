"""Which plays apply to an account: pure functions over the names of its signals and the status of its health."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.documents import Document
from knowledge.library import Library


def applies(document: Document, signals: Collection[str], status: str) -> bool:
    """Whether the play's trigger is met; a document without one never applies by itself."""
    trigger = document.trigger
    if trigger is None:
        return False
    return (
        all(signal in signals for signal in trigger.all)
        and (not trigger.any or any(signal in signals for signal in trigger.any))
        and not any(signal in signals for signal in trigger.none)
        and (not trigger.status or status in trigger.status)
    )


def why(document: Document, signals: Collection[str], status: str) -> tuple[str, ...]:
    """The signals that set the play off, and the status where its trigger asks for one; none when it does not apply."""
    trigger = document.trigger
    if trigger is None or not applies(document, signals, status):
        return ()
    fired = [signal for signal in (*trigger.all, *trigger.any) if signal in signals]
    return tuple(dict.fromkeys([*fired, *([status] if trigger.status else [])]))


def applicable_plays(library: Library, signals: Collection[str], status: str) -> tuple[Document, ...]:
    """The plays that apply, the weightiest first; of equals the one that more conditions set off, then by name."""
    playing = [document for document in library.documents if applies(document, signals, status)]
    return tuple(sorted(playing, key=lambda play: (-play.priority, -len(why(play, signals, status)), play.name)))
