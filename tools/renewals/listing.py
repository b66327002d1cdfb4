"""The open renewals of a period one by one: by risk, and where the CSM calls something else than health says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.record.stated import Rule
from tools.record.totals import added
from tools.renewals.asked import Asked
from tools.renewals.buckets import CALL_RULE, READS, Rated, rate_open
from tools.renewals.due import Due
from tools.renewals.forecast import OPEN, OPEN_COUNT, OVERRIDDEN, UNREASONED, overdue
from tools.renewals.rows import (
    ARR,
    BUCKET,
    BY_HEALTH,
    CALL,
    DUE_ON,
    EFFECT,
    LEANS,
    REASON,
    SCORE,
    STATUS,
    WHY,
    Column,
    effect_of,
    rows_of,
)

BY_RISK = (DUE_ON, ARR, BUCKET, STATUS, SCORE, WHY, CALL)
WITH_REASON = (CALL, BY_HEALTH, LEANS, REASON, ARR, DUE_ON, EFFECT, WHY)
WITHOUT_REASON = (CALL, BY_HEALTH, LEANS, ARR, DUE_ON, WHY)
MOVED = Rule(
    "calls_effect",
    "Calls with a reason move the forecast by",
    "money",
    f"sum of ARR x (chance of the call's bucket - chance of health's bucket); the forecast takes {CALL_RULE}",
    READS,
)


def by_risk(asked: Asked) -> Evidence:
    """Head: how many are open and their ARR. Then the riskiest renewals first."""
    late = rate_open((due for due in overdue(asked) if due not in asked.dues), asked.company)
    sections = (
        _table(asked, "By risk", asked.rated, BY_RISK, "no open renewal is due then"),
        _table(asked, "Due before and still open", late, BY_RISK, "none"),
    )
    title = f"Renewals due in {asked.period.name}"
    return in_sections(_open(asked), sections, title=title, assumptions=asked.assumptions)


def divergences(asked: Asked) -> Evidence:
    """Head: how many calls the forecast takes against health, what they move, how many it leaves aside."""
    used = [item for item in asked.rated if item.is_overridden]
    unreasoned = [item for item in asked.rated if item.differs and not item.reason]
    moved = added(effect_of(item, asked.company) or Decimal(0) for item in used)
    head = (
        asked.total(OVERRIDDEN, len(used), _dues(used)),
        asked.total(MOVED, moved, _dues(used), is_change=True),
        asked.total(UNREASONED, len(unreasoned), _dues(unreasoned)),
    )
    sections = (
        _table(asked, "Calls with a reason, used in the forecast", used, WITH_REASON, "no call with a reason differs"),
        _table(
            asked,
            "Calls without a reason, health is used",
            unreasoned,
            WITHOUT_REASON,
            "every other call agrees",
        ),
    )
    title = f"CSM calls against health, renewals due in {asked.period.name}"
    return in_sections(head, sections, title=title, assumptions=asked.assumptions)


def _open(asked: Asked) -> tuple[Fact, ...]:
    dues = _dues(asked.rated)
    return (
        asked.total(OPEN_COUNT, len(dues), dues),
        asked.total(OPEN, added(item.arr for item in asked.rated), dues),
    )


def _table(asked: Asked, title: str, items: Sequence[Rated], columns: Sequence[Column], missing: str) -> Section:
    shown = items[: asked.request.limit]
    return Section(
        title=title,
        layout="table",
        facts=tuple(rows_of(shown, columns, asked.company)),
        more=len(items) - len(shown),
        missing="" if items else missing,
    )


def _dues(items: Sequence[Rated]) -> list[Due]:
    return [item.due for item in items]
