"""The people at the accounts."""

from __future__ import annotations

from dataclasses import asdict

from integrations.sample.dossier import Dossier
from integrations.sample.rows import Row


def rows(dossier: Dossier) -> list[Row]:
    return [{"account_id": dossier.account.account_id, **asdict(person)} for person in dossier.people]
