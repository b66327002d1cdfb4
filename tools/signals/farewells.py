"""Who it is that says farewell in a text, so that a person who goes is not taken for an account that does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tools.record.rows import Contact
from tools.signals.denial import is_denied
from tools.signals.words import pattern_of


def called(contact: Contact) -> str:
    """The name a text calls a contact by."""
    return contact.name.split()[0] if contact.name.strip() else contact.contact_id


def farewells(words: str) -> Iterator[re.Match[str]]:
    """Where a text says that somebody goes, and does not deny it."""
    return (found for found in pattern_of("farewell").finditer(words) if not is_denied(words, found))


def who_goes(words: str, found: re.Match[str], contacts: Iterable[Contact]) -> str:
    """The contact named last up to there, as the text calls them; empty where none is."""
    spoken = words[: found.end()]
    named = {called(contact) for contact in contacts}
    return max((name for name in named if name in spoken), key=spoken.rfind, default="")


def without_farewells(words: str, contacts: Iterable[Contact]) -> str:
    """The text without what it says of contacts who go: their notice and their new job are not the account's."""
    kept, names = words, {name for contact in contacts for name in (called(contact), contact.name.strip()) if name}
    for found in pattern_of("farewell").finditer(words):
        if words[: found.start()].rstrip().endswith(tuple(names)):
            kept = kept.replace(found.group(), "")
    return kept
