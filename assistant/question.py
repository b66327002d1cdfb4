"""A question: who asks, where, what, as of when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator

from tools.facts import Frozen

Channel = Literal["dm", "private", "public", "shared"]


def _whole(text: str) -> str:
    """The text with a replacement for each half of a character: JSON and SQLite take whole ones only."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


Text = Annotated[str, AfterValidator(_whole)]


class Question(Frozen):
    """One message to Steward. `user` is an e-mail address from people.csv, or None for the operator at the terminal."""

    id: Text
    text: Text
    user: Text | None = None
    thread: Text | None = None
    channel: Channel = "dm"
    as_of: date | None = None
