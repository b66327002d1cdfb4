"""A run: every case asked of the assistant, its answers scored, the results reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from uuid import uuid4

from assistant.answer import Answer
from assistant.question import Question
from evals.attempt import Attempt
from evals.case import Case, Known
from evals.known_values import KnownValues
from evals.report import CaseResult, Report
from evals.scorers import Score, score
from evals.verdict import VERDICTS, Verdict, verdict
from tools.facts import write_value

Ask = Callable[[Question], Answer]
MOST_TOLD = 220
MOST_KNOWN = 6


def run(cases: Iterable[Case], ask: Ask, known: KnownValues, company: str, repeat: int = 1) -> Report:
    """Ask every case `repeat` times, each attempt in a thread of its own, and report. Raises what `ask` raises."""
    attempts = [[Attempt(case, ask_case(case, ask), known.get(case.id, ())) for _ in range(repeat)] for case in cases]
    models = dict.fromkeys(attempt.answer.model for group in attempts for attempt in group)
    return Report(
        company=company,
        model=", ".join(models),
        repeat=repeat,
        results=tuple(_result(group) for group in attempts),
    )


def ask_case(case: Case, ask: Ask) -> Answer:
    """The answer to the case's question, after what was asked before it in the same thread.

    Conversations outlive a run, so the thread must be one that no earlier run has used.
    """
    thread = f"{case.id}/{uuid4().hex[:12]}"
    for step, text in enumerate(case.after):
        ask(Question(id=f"{thread}/{step}", text=text, user=case.user, thread=thread))
    return ask(Question(id=thread, text=case.question, user=case.user, thread=thread))


def _result(attempts: Sequence[Attempt]) -> CaseResult:
    scored = [(attempt, score(attempt)) for attempt in attempts]
    judged = [(verdict(attempt, scores), attempt, scores) for attempt, scores in scored]
    worst, attempt, scores = max(judged, key=lambda item: VERDICTS.index(item[0]))
    return result_of(attempt, worst, scores, right_attempts=sum(item[0] == "right" for item in judged))


def result_of(attempt: Attempt, worst: Verdict, scores: Iterable[Score], right_attempts: int) -> CaseResult:
    case, answer = attempt.case, attempt.answer
    return CaseResult(
        id=case.id,
        kind=case.kind,
        question=" > ".join((*case.after, case.question)),
        badly_phrased=case.badly_phrased,
        verdict=worst,
        right_attempts=right_attempts,
        expected=told_expectation(case, attempt.known),
        got=_told_answer(answer),
        faults=tuple(f"{item.name}: {item.explanation}" for item in scores if not item.value),
        ms=answer.timings.total_ms,
    )


def told_expectation(case: Case, known: Sequence[Known]) -> str:
    """What was expected, for a person: the outcome, the reason, the known values, the words."""
    expect = case.expect
    values = [f"{row.subject} {write_value(row.value, expect.unit or 'text')}".strip() for row in known[:MOST_KNOWN]]
    more = [f"and {len(known) - MOST_KNOWN} more"] if len(known) > MOST_KNOWN else []
    words = [f"'{word}'" for word in expect.must_say]
    reason = f" ({' or '.join(expect.reason)})" if expect.reason else ""
    told = ", ".join([*values, *more, *words])
    return f"{' or '.join(expect.outcome)}{reason}{': ' if told else ''}{told}"


def _told_answer(answer: Answer) -> str:
    text = " ".join(answer.answer.split())
    short = text if len(text) <= MOST_TOLD else text[: MOST_TOLD - 1] + "…"
    return f"{answer.outcome}{f' ({answer.reason})' if answer.reason else ''}: {short}"
