"""Scorers: each looks at one side of an answer and says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from evals.attempt import Attempt
from evals.case import Dated, Known, Strict
from evals.matching import agree, fits_unit, is_about, is_dated, names_of
from tools.facts import Fact

# A long list is right when its facts are; the text must state only its head.
MOST_STATED = 5


class Score(Strict):
    """`value` says whether this side of the answer is right, `explanation` what was found instead."""

    name: str
    value: bool
    explanation: str = ""


def right_outcome(attempt: Attempt) -> Score:
    outcome, wanted = attempt.answer.outcome, attempt.case.expect.outcome
    return _score("right_outcome", outcome in wanted, f"{outcome} instead of {' or '.join(wanted)}")


def right_reason(attempt: Attempt) -> Score:
    answer, wanted = attempt.answer, attempt.case.expect.reason
    is_right = answer.outcome == "answered" or not wanted or answer.reason in wanted
    return _score("right_reason", is_right, f"reason {answer.reason} instead of {' or '.join(wanted)}")


def right_values(attempt: Attempt) -> Score:
    missing = [row for row in attempt.wanted if attempt.fact_of(row) is None]
    return _score("right_values", not missing, f"no fact says {'; '.join(_said(row) for row in missing[:3])}")


def right_dates(attempt: Attempt) -> Score:
    rows = attempt.case.expect.dated if attempt.is_scored else ()
    missing = [row for row in rows if not any(is_dated(fact, row) for fact in attempt.answer.facts)]
    return _score("right_dates", not missing, f"no fact dates {'; '.join(_said_dated(row) for row in missing[:3])}")


def right_names(attempt: Attempt) -> Score:
    """Which subjects the facts are about; of the case's metric, where it names one."""
    expect, facts = attempt.case.expect, attempt.answer.facts if attempt.is_scored else ()
    about = {name for fact in facts if expect.metric in ("", fact.metric) for name in names_of(fact)}
    wanted = expect.names if attempt.is_scored else ()
    missing = [f"lack {name}" for name in wanted if name.casefold() not in about]
    wrong = [f"name {name}" for name in expect.names_not if name.casefold() in about]
    return _score("right_names", not missing + wrong, f"the facts {' and '.join([*missing, *wrong][:4])}")


def right_order(attempt: Attempt) -> Score:
    """The known rows lead the facts of their kind, in their order; equal values may change places."""
    case, facts = attempt.case, attempt.answer.facts
    rows = attempt.wanted if case.expect.ordered else ()
    metrics = {fact.metric for row in rows for fact in facts if is_about(fact, row, case)}
    leading = [fact for fact in facts if fact.metric in metrics and fits_unit(fact, case)][: len(rows)]
    is_right = len(leading) == len(rows) and all(
        agree(fact.value, row.value, fact.unit) for fact, row in zip(leading, rows, strict=True)
    )
    return _score("right_order", is_right, f"the facts start with {_listed(leading)}")


def states_value(attempt: Attempt) -> Score:
    """The first known values stand in the text as their facts write them."""
    facts = (attempt.fact_of(row) for row in attempt.wanted[:MOST_STATED])
    unsaid = [fact.display for fact in facts if fact is not None and not attempt.states(fact)]
    return _score("states_value", not unsaid, f"the text does not state {', '.join(unsaid)}")


def says(attempt: Attempt) -> Score:
    """What must be said is asked only of the outcome wanted first; what must not be said of every answer."""
    expect = attempt.case.expect
    wanted = expect.must_say if attempt.answer.outcome == expect.outcome[0] else ()
    missing = [f"lacks '{words}'" for words in wanted if not attempt.says(words)]
    banned = [f"says '{words}'" for words in expect.must_not_say if attempt.says(words)]
    return _score("says", not missing + banned, f"the text {' and '.join(missing + banned)}")


def grounded(attempt: Attempt) -> Score:
    numbers = attempt.answer.ungrounded_numbers
    return _score("grounded", not numbers, f"no fact holds {', '.join(numbers)}")


SCORERS: tuple[Callable[[Attempt], Score], ...] = (
    right_outcome, right_reason, right_values, right_dates, right_names, right_order, states_value, says, grounded,
)  # fmt: skip


def score(attempt: Attempt) -> tuple[Score, ...]:
    """Every scorer's view of one attempt."""
    return tuple(scorer(attempt) for scorer in SCORERS)


def _said(row: Known) -> str:
    value = row.value
    is_long = isinstance(value, Decimal) and value != value.to_integral_value()
    return f"{row.subject} {f'{value:,.6g}' if is_long else value}".strip()


def _said_dated(row: Dated) -> str:
    return f"{row.subject} {' or '.join(row.metric)} near {row.day.isoformat()}".strip()


def _listed(facts: Iterable[Fact]) -> str:
    return ", ".join(" ".join([*fact.subject.values(), fact.display]) for fact in facts) or "nothing of it"


def _score(name: str, is_right: bool, fault: str) -> Score:
    return Score(name=name, value=is_right, explanation="" if is_right else fault)
