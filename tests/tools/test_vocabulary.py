"""What a company holds: its tables and columns, whether or not anything is cut by them."""

from __future__ import annotations

from tests.company import account, context, line

TABLES = {
    "accounts": [account("Acme")],
    "subscriptions": [line("Acme", 100, "2023-01-01", is_trial=False)],
}


def test_a_table_without_dimensions_is_held() -> None:
    held = context({**TABLES, "goals": [{"goal_id": "g1", "account_id": "Acme", "goal": "fewer errors"}]})
    assert held.vocabulary.holds("goals")
    assert not context(TABLES).vocabulary.holds("goals")


def test_a_column_is_held_where_its_table_has_it() -> None:
    vocabulary = context(TABLES).vocabulary
    assert vocabulary.holds("subscriptions.arr")
    assert not vocabulary.holds("subscriptions.discount")
    assert not vocabulary.holds("goals.goal")
