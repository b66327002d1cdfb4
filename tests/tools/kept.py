"""A company of which half is kept: Acme grows from 100 to 150, Beta pays 100 and leaves. NRR 75 %, GRR 50 %."""

from __future__ import annotations

from tests.company import account, line

TABLES = {
    "accounts": [account("Acme"), account("Beta")],
    "subscriptions": [
        line("Acme", 100, "2023-01-01"),
        line("Acme", 50, "2024-06-01"),
        line("Beta", 100, "2023-01-01", "2024-09-01"),
    ],
}
