"""Accounts narrowed or grouped by when they signed up: 'that signed up in Q2 2023', 'by signup quarter'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.phrases import Match
from assistant.planner.understanding import Understanding, When
from assistant.planner.wordings import word_set
from tools.period_words import write_period
from tools.periods import MONTHS
from tools.requests import Filter

SIGNUP = "signup_date"
COHORT_METRICS = frozenset(("cohort_retention", "signups", "accounts"))
BETWEEN = word_set("between")


@dataclass(frozen=True)
class SignupCut:
    """A filter and a group by signup day, the period they took, and the positions they explain."""

    filters: tuple[Filter, ...] = ()
    groups: tuple[str, ...] = ()
    when: When | None = None
    used: frozenset[int] = frozenset()


def signup_cut(u: Understanding, measured: Sequence[str]) -> SignupCut:
    """Nothing where signups themselves are measured, or the data has no signup day."""
    phrases = [match for match in u.of("metric", "cohort") if match.kind == "cohort" or match.value == "signups"]
    is_cut = bool(set(measured) - COHORT_METRICS) and "signups" not in measured
    if not phrases or not is_cut or SIGNUP not in u.index.vocabulary.dimensions:
        return SignupCut()
    groups = tuple(f"signup_{grain}" for grain in MONTHS if any(_names(u, match, grain) for match in phrases))
    when = _when_of(u, phrases)
    filters = (Filter(dimension=SIGNUP, values=(_words(u, when),)),) if when else ()
    if not groups and not filters:
        return SignupCut()
    used = {position for match in phrases for position in match.at} | {*(when.at if when else ())}
    used |= {match.first for match in u.of("group") if match.last + 1 in used}
    return SignupCut(filters, groups[:1], when, frozenset(used))


def _names(u: Understanding, match: Match, grain: str) -> bool:
    return grain in {u.word(position) for position in (*match.at, match.last + 1)}


def _when_of(u: Understanding, phrases: Sequence[Match]) -> When | None:
    """The period that stands beside the signing up, before or after it."""
    ends = [match.last for match in phrases]
    for when in u.whens:
        behind = [range(end + 1, when.at[0]) for end in ends if end < when.at[0]]
        if any(all(u.word(position) in BETWEEN for position in gap) for gap in behind):
            return when
    return None


def _words(u: Understanding, when: When) -> str:
    return write_period(when.mention.around or when.mention.period, u.calendar)
