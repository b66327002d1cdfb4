"""A tool: a name, typed arguments, and a function from a context and those arguments to evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tools.context import Context
from tools.errors import InvalidRequest, ToolError
from tools.evidence import NOT_TAKEN, Evidence, refusal
from tools.names import listed, shown
from tools.requests import Request
from tools.signals.features import with_norms


@dataclass(frozen=True)
class Tool:
    """`is_read_only` is True for all of them: nothing here changes a company's data or sends anything.

    Those that judge single accounts by their records do so against what is usual in the whole company.
    """

    request: type[Request]
    function: Callable[[Context, Any], Evidence]
    judges_accounts: bool = False
    is_read_only: bool = True

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def description(self) -> str:
        return " ".join((self.request.__doc__ or "").split())

    def run(self, context: Context, arguments: Mapping[str, Any]) -> Evidence:
        """The evidence, or a refusal in one plain sentence. Raises OutsideError only."""
        try:
            request = self.request.model_validate(dict(arguments))
            known = with_norms(context) if self.judges_accounts else context
            return _with_left_out(self.function(known, request), request)
        except ValidationError as error:
            fields = ", ".join(".".join(str(part) for part in item["loc"]) for item in error.errors())
            return refusal(InvalidRequest(f"I could not use {fields} of that request; say it in other words."))
        except ToolError as error:
            return refusal(error)


def _with_left_out(evidence: Evidence, request: Request) -> Evidence:
    """Says which words of the question the answer does not take into account."""
    if not request.left_out or evidence.outcome != "answered":
        return evidence
    words = listed([f"'{shown(word, 30)}'" for word in request.left_out])
    return evidence.model_copy(update={"assumptions": (*evidence.assumptions, f"{NOT_TAKEN}: {words}")})
