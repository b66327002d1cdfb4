"""Another company's exports: Fernhill plans the work of field crews. Same seed, same files.

Columns are called what their makers called them; mapping.yaml says what they mean. truth.json says what was planted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from tests.stress.cast import FIRST, LAST, USUAL_SIZE, Account, cast
from tests.stress.exports import History, Row, Style, write_exports
from tests.stress.money import invoice_rows, line_rows, loss_rows, offer_rows, renewal_rows, start_rows
from tests.stress.people import people_of, people_rows
from tests.stress.usage import usage_rows
from tests.stress.voices import survey_rows, ticket_rows, touch_rows

STYLES = (Style("%d.%m.%Y", ",", ";"), Style("%m/%d/%Y", ".", ","), Style("%Y-%m-%d", ".", ","))
MAPPING = Path(__file__).parent / "mapping.yaml"
Tables = Mapping[str, Sequence[Row]]


class Truth(TypedDict):
    """What was planted in one account; days are ISO or null, `faint` says that few traces were left."""

    account_id: str
    name: str
    segment: str
    cause: str
    decoy: str
    ready: bool
    faint: bool
    signed_on: str
    onset: str | None
    lost_on: str | None


def generate(seed: int, folder: Path, size: int = USUAL_SIZE) -> list[Truth]:
    """Writes exports/, mapping.yaml and truth.json into `folder` and returns what was planted."""
    accounts = cast(seed, size)
    write_company(tables_of(accounts), folder, style_of(seed), LAST)
    truths = [_truth(account) for account in accounts]
    (folder / "truth.json").write_text(json.dumps(truths, indent=1, ensure_ascii=False), encoding="utf-8")
    return truths


def write_company(tables: Tables, folder: Path, style: Style, until: date) -> None:
    """The exports as they would have been at the close of `until`, and the mapping that reads them."""
    write_exports(tables, folder / "exports", until, style)
    text = MAPPING.read_text(encoding="utf-8").format(until=until.isoformat(), day=style.day, decimal=style.decimal)
    (folder / "mapping.yaml").write_text(text, encoding="utf-8")


def style_of(seed: int) -> Style:
    return STYLES[seed % len(STYLES)]


def tables_of(accounts: Sequence[Account]) -> dict[str, list[Row]]:
    """Every row of every export, with what it knows of its own past."""
    people = {account.key: people_of(account) for account in accounts}
    return {
        "customers": [_customer(account) for account in accounts],
        "contracts": [row for account in accounts for row in line_rows(account)],
        "people": [row for account in accounts for row in people_rows(account, people[account.key])],
        "app_log": [row for account in accounts for row in usage_rows(account)],
        "cases": [row for account in accounts for row in ticket_rows(account)],
        "answers": [row for account in accounts for row in survey_rows(account, people[account.key])],
        "diary": [row for account in accounts for row in touch_rows(account, people[account.key])],
        "renewals": [row for account in accounts for row in renewal_rows(account)],
        "invoices": [row for account in accounts for row in invoice_rows(account)],
        "losses": [row for account in accounts for row in loss_rows(account)],
        "offers": [row for account in accounts for row in offer_rows(account)],
        "setups": [row for account in accounts for row in start_rows(account)],
    }


def _customer(account: Account) -> Row:
    lost_on = account.story.lost_on
    states = ((account.signed_on, "active"), *(((lost_on, "cancelled"),) if lost_on else ()))
    cells: dict[str, object] = {"customer_id": account.key, "acct_name": account.name, "tier": account.segment}
    cells |= {"trade": account.trade, "land": account.country, "looked_after_by": account.csm}
    return Row(min(FIRST, account.signed_on), {**cells, "since": account.signed_on, "state": History(states)})


def _truth(account: Account) -> Truth:
    story = account.story
    return Truth(
        account_id=account.key,
        name=account.name,
        segment=account.segment,
        cause=story.cause,
        decoy=story.decoy,
        ready=story.ready,
        faint=story.is_faint,
        signed_on=account.signed_on.isoformat(),
        onset=story.onset.isoformat() if story.onset else None,
        lost_on=story.lost_on.isoformat() if story.lost_on else None,
    )
