"""A question: who asks, where, what, as of when."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tools.facts import Frozen

Channel = Literal["dm", "private", "public", "shared"]


class Question(Frozen):
    """One message to Steward. `user` is an e-mail address from people.csv, or None for the operator at the terminal."""

    id: str
    text: str
    user: str | None = None
    thread: str | None = None
    channel: Channel = "dm"
    as_of: date | None = None
