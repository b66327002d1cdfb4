"""One invented account to write to, on 30 June 2026: three contacts, a CSM with a manager, a call with commitments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from knowledge.library import Library
from tests.company import account as account_row
from tests.company import warehouse
from tests.records import DAY, account, record
from tools.company import Company, Person
from tools.context import Context
from tools.letters.matter import Matter
from tools.letters.talk import talk_of
from tools.paper_requests import DraftLetter
from tools.record.rows import Contact, Interaction
from tools.scope import scope_of

MAYA = Person(name="Maya Lind", email="maya@tiny.example", manager="elena@tiny.example", team="Enterprise")
ELENA = Person(name="Elena Marsh", email="elena@tiny.example", role="manager", team="Customer Success")
TINY = Company(name="Tiny", people=(MAYA, ELENA))
CAM = Contact("C-1", "Cam Bell", "Head of Planning", "champion")
SUE = Contact("C-2", "Sue Orr", "Chief Financial Officer", "sponsor")
BEN = Contact("C-3", "Ben Katz", "Procurement Manager", "buyer")
CALL = Interaction(
    "I-1",
    date(2026, 6, 22),
    "C-1",
    "call",
    "maya@tiny.example",
    True,
    "Went through the month.",
    "We: send the rollout plan by 3 Jul (Maya). They: name an owner by 10 Jul (Sue).",
)


def context(company: Company = TINY) -> Context:
    rows = {"accounts": [account_row("Acme")]}
    library = Library.open(Path("unused"), ())
    return Context(warehouse(rows, date(2024, 1, 1), DAY), scope_of(None, company), company, library, DAY)


def matter(kind: str = "follow_up", company: Company = TINY, **fields: Any) -> Matter:
    """The account with these rows instead of its usual ones; `about` and `recipient` are those of the request."""
    asked = {name: fields.pop(name) for name in ("about", "recipient") if name in fields}
    usual = {"contacts": (CAM, SUE, BEN), "interactions": (CALL,), "account": account(csm="maya@tiny.example")}
    request = DraftLetter.model_validate({"account": "Acme", "kind": kind, **asked})
    own, known = record(**(usual | fields)), context(company)
    return Matter(known, own, request, talk_of(known, own, request.about))
