"""What can go wrong, by who must act.

StewardError
├── ToolError            the asker can put it better; the message says how
│   ├── UnknownName      a name the data does not hold: "No account called 'Acne'. Did you mean 'Acme'?"
│   ├── AmbiguousName    several fit; the choices are offered
│   ├── InvalidRequest   the arguments do not make sense together
│   ├── NoData           the table, period or selection is empty
│   └── NotAllowed       the asker may not see this
└── OutsideError         an operator must act: warehouse, model, files, Slack
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

Reason = Literal["out_of_scope", "not_allowed", "no_data", "undefined", "unknown_entity", "ambiguous", "error"]


@dataclass
class StewardError(Exception):
    """One plain sentence for a person, and what to do next."""

    message: str
    choices: tuple[str, ...] = field(default=())
    reason: ClassVar[Reason] = "error"

    def __str__(self) -> str:
        return self.message


class ToolError(StewardError):
    """Told to the model and to the asker; never a crash."""


class UnknownName(ToolError):
    reason = "unknown_entity"


class AmbiguousName(ToolError):
    reason = "ambiguous"


class InvalidRequest(ToolError):
    reason = "ambiguous"


class NoData(ToolError):
    reason = "no_data"


class NotAllowed(ToolError):
    reason = "not_allowed"


class OutsideError(StewardError):
    """The trace goes to the log; the asker reads the message."""
