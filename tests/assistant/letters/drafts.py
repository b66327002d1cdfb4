"""Letters to the invented account of the tools' tests: evidence by kind, tone and length, and the words of a text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.records import account, record, weeks
from tests.tools.letters.matters import BEN, CALL, CAM, SUE, context
from tools.draft_letter import evidence_of
from tools.evidence import Evidence
from tools.letters.matter import Matter
from tools.letters.talk import talk_of
from tools.paper_requests import DraftLetter
from tools.record.rows import Advocacy, Goal, Interaction, Renewal, Ticket

KINDS = ("follow_up", "renewal", "re_engagement", "escalation", "price_increase", "contract_reduction")
TO_CONTACTS = tuple(kind for kind in KINDS if kind != "escalation")
EARLIER = Interaction(
    "I-0", date(2026, 5, 20), "C-1", "call", None, True, None, "We: share the benchmark by 15 Jul (Maya)."
)
FULL: dict[str, Any] = {
    "account": account(csm="maya@tiny.example"),
    "contacts": (CAM, SUE, BEN),
    "interactions": (EARLIER, CALL),
    "weeks": weeks([50] * 12, 14),
    "goals": (
        Goal("G-1", "Idle less", date(2026, 1, 5), "idle hours", 20.0, 10.0, 9.0, date(2026, 5, 1), "met"),
        Goal("G-2", "Plan less", date(2026, 2, 5), "hours a week", 20.0, 10.0, 14.0, date(2026, 12, 1), "open"),
    ),
    "tickets": (Ticket("T-7", date(2026, 6, 10), None, "urgent", "bug", None, None, True, "Sync is down"),),
    "renewals": (Renewal("R-1", date(2026, 9, 1), Decimal(12000)),),
    "advocacy_events": (Advocacy("A-1", date(2026, 5, 2), "reference", "C-1"),),
}
NOTHING: dict[str, Any] = {"interactions": (replace(CALL, contact_id=None, commitments=None),)}


def evidence(kind: str = "follow_up", rows: dict[str, Any] = FULL, **asked: Any) -> Evidence:
    """Evidence of a letter to the account with these rows."""
    request = DraftLetter.model_validate({"account": "Acme", "kind": kind, **asked})
    known, own = context(), record(**rows)
    return evidence_of(Matter(known, own, request, talk_of(known, own, request.about)))


def words(text: str) -> list[str]:
    return re.findall(r"[\w$,.%-]+", text)


def numbers(text: str) -> set[str]:
    return {number.rstrip(".,") for number in re.findall(r"\d[\d,.]*", text)}
