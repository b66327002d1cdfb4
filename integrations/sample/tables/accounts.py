"""The accounts as the source system shows them on the last day; `touch_model` is the company's own attribute."""

from __future__ import annotations

from integrations.sample.dossier import Dossier
from integrations.sample.roster import load_accounts
from integrations.sample.rows import Row
from integrations.sample.window import LAST_DAY


def rows(dossier: Dossier) -> list[Row]:
    account = dossier.account
    now = dossier.history.core_at(LAST_DAY)
    trial_seats = account.seats if account.is_trial else 0
    return [
        {
            "account_id": account.account_id,
            "name": account.name,
            "segment": account.segment,
            "industry": account.industry,
            "country": account.country,
            "region": account.region,
            "plan": now.plan if now else account.plan,
            "csm": account.csm,
            "referral_source": account.referral_source,
            "parent_account_id": _parent_id(account.parent),
            "signup_date": account.trial_from or account.signed_on,
            "seats": now.seats if now else trial_seats,
            "is_trial": account.is_trial,
            "is_churned": dossier.history.ended() is not None,
            "touch_model": account.touch_model,
        }
    ]


def _parent_id(name: str) -> str | None:
    return next((account.account_id for account in load_accounts() if account.name == name), None)
