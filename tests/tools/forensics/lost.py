"""Records of one invented account that stopped paying on 1 March 2026 after two years, checked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.records import record, week
from tools.company import Company
from tools.forensics.losses import Loss, losses_of
from tools.record.record import Record
from tools.record.rows import ChurnEvent, Contact, Interaction, Line, Renewal, Survey, Week

COMPANY = Company(name="Tiny")
BEGAN, LOST_ON = date(2024, 3, 1), date(2026, 3, 1)
PAID = Line("S-1", BEGAN, Decimal(12000), LOST_ON, seats=20)


def before(days: int) -> date:
    return LOST_ON - timedelta(days)


def lost_record(**fields: Any) -> Record:
    return record(**({"lines": (PAID,)} | fields))


def lost(**fields: Any) -> Loss:
    (loss,) = losses_of(lost_record(**fields), COMPANY)
    return loss


def filed(reason: str, kind: str = "voluntary", feedback: str = "") -> tuple[ChurnEvent, ...]:
    return (ChurnEvent("X-1", LOST_ON, reason, kind, feedback=feedback or None),)


def talk(days: int, notes: str = "Went through the open points.", contact: str = "C-1", number: int = 0) -> Interaction:
    return Interaction(f"I-{days}-{number}", before(days), contact, "call", "Maya", True, notes)


def champion(left: int | None = None) -> Contact:
    return Contact("C-1", "Ann Lee", "Head of Planning", "champion", BEGAN, None if left is None else before(left))


def answer(days: int, score: float, comment: str = "") -> Survey:
    return Survey(f"A-{days}", "nps", score, before(days), "C-1", comment or None)


def decided(days: int) -> tuple[Renewal, ...]:
    return (Renewal("R-1", LOST_ON, Decimal(12000), "churned", before(days), Decimal(0)),)


def use(counts: Sequence[int], users: int) -> tuple[Week, ...]:
    """Whole weeks of use, the last one ending on the Sunday before the loss."""
    last = date(2026, 2, 22)
    return tuple(
        week(last - timedelta(weeks=len(counts) - 1 - place), count, users) for place, count in enumerate(counts)
    )
