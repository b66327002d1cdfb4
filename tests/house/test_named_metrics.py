"""Every number that the field names is answered by a metric or a tool, or it is said why it cannot be."""

from __future__ import annotations

from knowledge.documents import load_documents
from tests.house.test_import_graph import ROOT
from tools.catalogue import TOOLS
from tools.metrics.catalogue import METRICS
from tools.metrics.named import answers, named

# Terms that carry a unit and are no number of the business: a day, or the parts of one that stands in the list.
NO_NUMBERS = {"as_of_date", "forecast_category"}
# Terms told by the tool or reason of the entry that names them in other words.
TOLD = {
    "adoption_breadth": "adoption breadth and depth",
    "annual_contract_value": "annual contract value",
    "arr_bridge": "ARR bridge",
    "brier_score": "forecast calibration and Brier score",
    "concentration": "concentration of the top N",
    "csm_pay_mix": "pay mix of CSMs",
    "customer_lifetime_value": "simple lifetime value",
    "discounted_lifetime_value": "discounted lifetime value",
    "first_warning_sign": "days of warning before a loss",
    "forecast_calibration": "forecast calibration and Brier score",
    "health_score": "health score and its inputs",
    "nrr_by_expansion_kind": "NRR by expansion kind",
    "relationship_score": "health score and its inputs",
    "return_on_investment": "return on investment of an account",
    "sentiment_score": "health score and its inputs",
    "success_plan_renewal_rate": "renewal rate of paid success plans",
    "two_company_compounding": "two companies compounding",
    "usage_score": "health score and its inputs",
}


def test_every_answer_exists() -> None:
    assert [name for answer in answers() for name in answer.metric if name not in METRICS] == []
    assert [answer.tool for answer in answers() if answer.tool and answer.tool not in TOOLS] == []


def test_every_term_of_the_glossary_with_a_unit_is_a_metric_or_in_the_list() -> None:
    listed = {name for names in named().values() for name in names}
    numbers = {term.name for term in load_documents(ROOT / "knowledge" / "glossary") if term.unit}
    assert sorted(numbers - METRICS.keys() - TOLD.keys() - NO_NUMBERS) == []
    assert sorted(set(TOLD.values()) - listed) == []


def test_no_name_stands_in_two_areas() -> None:
    names = [name for area in named().values() for name in area]
    assert len(names) == len(set(names))
