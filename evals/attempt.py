"""An attempt: one answer to one case, beside what is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Answer
from evals.case import Case, Known
from evals.matching import is_value
from tools.facts import Fact


@dataclass(frozen=True)
class Attempt:
    case: Case
    answer: Answer
    known: tuple[Known, ...] = ()

    @property
    def may_answer(self) -> bool:
        return "answered" in self.case.expect.outcome

    @property
    def is_scored(self) -> bool:
        """Whether this is an answer that has values."""
        return self.answer.outcome == "answered" and self.may_answer

    @property
    def wanted(self) -> tuple[Known, ...]:
        """The known rows, where this is an answer that has values."""
        return self.known if self.is_scored else ()

    @cached_property
    def text(self) -> str:
        return spaced(self.answer.answer)

    def fact_of(self, row: Known) -> Fact | None:
        """The first fact that states the known row."""
        return next((fact for fact in self.answer.facts if is_value(fact, row, self.case)), None)

    def says(self, words: str) -> bool:
        return spaced(words).casefold() in self.text.casefold()

    def states(self, fact: Fact) -> bool:
        """The value as written, not inside a longer number; a change may be told by its direction, without a sign."""
        display = spaced(fact.display)
        forms = [display, display.lstrip("+-±")] if fact.is_change else [display]
        return any(re.search(rf"(?<![\d.,]){re.escape(form)}(?!\d|[.,]\d)", self.text, re.IGNORECASE) for form in forms)


def spaced(text: str) -> str:
    """Every run of spaces, non-breaking ones too, as one; without the marks of bold, italic, code and escapes."""
    return re.sub(r"\s+", " ", re.sub(r"[\\*_`]", "", text))
