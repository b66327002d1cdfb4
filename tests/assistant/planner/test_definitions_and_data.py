from __future__ import annotations

import pytest

from tests.assistant.planner.written import asked

DEFINITIONS = (
    ("what is NRR", "define_term NRR"),
    ("what is our NRR", "measure net_revenue_retention"),
    ("How is MRR calculated?", "define_term MRR"),
    ("What's the difference between GRR and NRR?", "define_term GRR, NRR"),
    ("Does a trial count in ARR?", "define_term ARR"),
    ("what does logo churn mean", "define_term Logo churn"),
    ("what is a champion?", "define_term champion"),
    ("what was NRR in 2024", "measure net_revenue_retention in 2024"),
)

DATA = (
    ("When was the data last updated?", "describe_data freshness"),
    ("what data do you have?", "describe_data"),
    ("how good is the data", "describe_data quality"),
)


@pytest.mark.parametrize(("question", "call"), DEFINITIONS)
def test_a_word_is_defined_only_where_its_value_is_not_asked(question: str, call: str) -> None:
    assert asked(question) == call


@pytest.mark.parametrize(("question", "call"), DATA)
def test_the_data_itself_can_be_asked_about(question: str, call: str) -> None:
    assert asked(question) == call
