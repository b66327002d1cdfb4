from __future__ import annotations

import pytest

from tests.assistant.planner.companies import NAMED
from tests.assistant.planner.written import asked

QUESTIONS = (
    ("NRR by segment", "measure net_revenue_retention by segment"),
    ("Enterprise NRR", "measure net_revenue_retention where segment is Enterprise"),
    ("ARR on the Enterprise plan", "measure arr where plan is Enterprise"),
    ("Growth accounts in Germany", "list_accounts where plan is Growth and country is Germany 50"),
    ("ARR growth in 2024", "measure arr_growth in 2024"),
    ("tickets by channel", "measure tickets by ticket_channel"),
    ("bug tickets by segment", "measure tickets where category is bug by segment"),
    ("ARR for Sara", "measure arr where csm is sara.haddad@lumen.example"),
    ("NRR per CSM this year", "measure net_revenue_retention in 2024 by csm"),
    ("which accounts does Jonas own?", "list_accounts where csm is jonas.weber@lumen.example 50"),
    ("zephr eyewear arr", "measure arr where account is Zephyr Eyewear"),
    ("ARR of Pelican", "measure arr where account is Pelican"),
    ("british customers", "list_accounts where country is United Kingdom 50"),
    ("ARR in NA", "measure arr where region is NA"),
    ("midmarket GRR", "measure gross_revenue_retention where segment is Mid-Market"),
    ("high touch accounts ARR", "measure arr where touch_model is high touch"),
    ("Lumen Insights ARR", "measure arr where product is Lumen Insights"),
    ("NPS by segment", "measure nps by segment"),
    ("Mid-Market vs SMB NRR in 2024", "compare net_revenue_retention in 2024 of segment Mid-Market against SMB"),
    ("arr by product", "measure arr by product"),
)


@pytest.mark.parametrize(("question", "call"), QUESTIONS)
def test_the_same_reading_serves_a_company_with_other_words(question: str, call: str) -> None:
    assert asked(question, company=NAMED) == call
