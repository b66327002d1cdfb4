from __future__ import annotations

import pytest

from tests.assistant.planner.written import asked

LISTS = (
    ("accounts over 50k ARR in DevTools", "list_accounts with arr above 50000 where industry is DevTools 50"),
    ("which accounts churned in Q3 2024", "list_accounts with churned_arr above 0 in Q3 2024 sorted by churned_arr 50"),
    ("who has more than 10 tickets this year", "list_accounts with tickets above 10 in 2024 sorted by tickets 50"),
    ("customers with ARR between 100k and 200k", "list_accounts with arr at_least 100000 and arr at_most 200000 50"),
    (
        "accounts without usage in Q4 2024",
        "list_accounts with usage_count at_most 0 in Q4 2024 sorted by usage_count 50",
    ),
    ("German customers", "list_accounts where country is DE 50"),
    (
        "customers who expanded in Q2 2024",
        "list_accounts with expansion_arr above 0 in Q2 2024 sorted by expansion_arr 50",
    ),
    (
        "how many accounts have more than 10 tickets in 2024",
        "list_accounts with tickets above 10 in 2024 sorted by tickets 50",
    ),
)

ACCOUNTS = (
    ("Company_12", "describe_account Company_12"),
    ("tell me about company 12", "describe_account Company_12"),
    ("what plan is Company_7 on?", "describe_account Company_7 its plan"),
    ("When did compny_7 sign up?", "describe_account Company_7 its signup_date"),
    ("did Company_20 churn?", "describe_account Company_20 churn"),
    ("why did Company_20 leave us?", "explain_churn Company_20"),
    ("How many tickets did Company_30 open in total?", "measure tickets in all time where account is Company_30"),
    ("Is Company_9 still paying us?", "measure arr where account is Company_9"),
    (
        "I inherited Company_8. What ARR did they have at the end of 2023?",
        "measure arr in 2023-12-31 where account is Company_8",
    ),
    ("Company_3 vs Company_4 ARR", "compare arr of account Company_3 against Company_4"),
)


@pytest.mark.parametrize(("question", "call"), LISTS)
def test_accounts_are_listed_under_conditions(question: str, call: str) -> None:
    assert asked(question) == call


@pytest.mark.parametrize(("question", "call"), ACCOUNTS)
def test_one_account_is_described_or_measured(question: str, call: str) -> None:
    assert asked(question) == call
