"""Messages that lean on an answer about accounts."""

from __future__ import annotations

import pytest

from tests.assistant.planner.companies import NAMED
from tests.assistant.planner.written import asked

TURNS = (
    (("why is Zephyr Eyewear red", "and Delta Foods?"), "explain_health Delta Foods"),
    (("why is Zephyr Eyewear red", "since March?"), "explain_health Zephyr Eyewear since=March"),
    (("why is Zephyr Eyewear red", "what should I do about it?"), "explain_health Zephyr Eyewear play"),
    (("why is Zephyr Eyewear red", "why?"), "explain_health Zephyr Eyewear evidence"),
    (("which accounts are red", "why?"), "ask_back"),
    (("which accounts are red", "only Enterprise"), "rank_health where segment is Enterprise status=['red']"),
    (("Sara's book", "and Jonas?"), "review_book csm=jonas.weber@lumen.example"),
    (
        ("what should I do when a champion leaves?", "and if usage drops?"),
        "find_playbook situation=and if usage drops?",
    ),
    (("Sara's book", "what about her other accounts?"), "review_book csm=sara.haddad@lumen.example"),
)


@pytest.mark.parametrize(("turns", "call"), TURNS)
def test_account_csm_and_filters_carry_over(turns: tuple[str, ...], call: str) -> None:
    assert asked(*turns, company=NAMED).startswith(call)


def test_which_of_them_holds_the_accounts_listed_before_to_more() -> None:
    found = asked("which accounts are red", "which of them have more than 3 open tickets?", company=NAMED)
    assert found.startswith("list_accounts with open_tickets above 3")
    assert "'values': ['red']" in found


def test_a_question_of_its_own_does_not_lean() -> None:
    assert (
        asked("why is Zephyr Eyewear red", "which accounts are green?", company=NAMED) == "rank_health status=['green']"
    )
