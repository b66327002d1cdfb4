"""A verdict: one word for one attempt, from all its scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from evals.attempt import Attempt
from evals.scorers import Score

Verdict = Literal["right", "clarified", "declined", "wrong_text", "failed", "wrong_without_warning"]
# From best to worst: a case asked several times counts as its worst attempt.
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
ABOUT_VALUES = frozenset({"right_outcome", "right_values", "right_dates", "right_names", "right_order", "grounded"})


def verdict(attempt: Attempt, scores: Iterable[Score]) -> Verdict:
    """Right when every score is.

    A question back or a refusal that was not wanted does no harm as long as it states no wrong number. An answer with
    a wrong, misplaced or ungrounded value, or to a question that has no answer, is wrong without warning; one whose
    values are right and whose words are not is wrong text.
    """
    faults = {item.name for item in scores if not item.value}
    if not faults:
        return "right"
    if attempt.answer.outcome == "failed":
        return "failed"
    if attempt.answer.outcome == "answered":
        return "wrong_without_warning" if faults & ABOUT_VALUES else "wrong_text"
    if _misleads(attempt):
        return "wrong_without_warning"
    return "clarified" if attempt.answer.outcome == "clarify" else "declined"


def _misleads(attempt: Attempt) -> bool:
    """Whether an answer that was held back still states numbers, none of which is a known one."""
    stated = [fact for fact in attempt.answer.facts if fact.value is not None and attempt.states(fact)]
    is_known = any(attempt.fact_of(row) for row in attempt.known)
    return bool(attempt.answer.ungrounded_numbers) or bool(stated and attempt.known and not is_known)
