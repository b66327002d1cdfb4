"""Whether the evidence speaks of a day or period."""

from __future__ import annotations

import pytest

from assistant.claims.periods import is_named, lies_in, read_named
from assistant.claims.stated import ground_of
from tests.assistant.evidence import call, company, evidence


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("nrr_change", "Q3 2024", True),
        ("nrr_change", "2024", True),
        ("nrr_change", "30 Jun 2024", True),
        ("nrr_change", "Sep 2024", True),
        ("nrr_change", "Aug 2024", False),
        ("nrr_change", "29 Jun 2024", False),
        ("nrr_change", "FY2024", True),
        ("nrr_change", "FY2025", False),
        ("acme", "20 Jan 2023", True),
        ("acme", "Jan 2023", True),
        ("acme", "Jun 2023", False),
    ],
)
def test_a_period_is_known_when_the_facts_lie_in_it_or_have_its_days(name: str, text: str, known: bool) -> None:
    ground = ground_of(evidence(name))
    (when,) = read_named(text, ground)[0]
    assert is_named(when, ground) is known


def test_a_fiscal_period_is_known_by_its_wording_only() -> None:
    ground = ground_of((call("measure_metric", company(4), metric="tickets", period="Q3 FY2025"),))
    readings = {text: read_named(text, ground)[0][0] for text in ("Q3 FY2025", "Q2 FY2025", "FY2025", "FY2024")}
    assert [is_named(when, ground) for when in readings.values()] == [True, False, True, False]


def test_a_month_and_a_number_are_no_date_unless_said_like_one() -> None:
    ground = ground_of(evidence("tickets_by_month"))
    assert "2" in read_named("Jul 2, Aug 1", ground)[1]
    assert "1" not in read_named("from Jul 1 to Dec 31", ground)[1]


def test_a_flow_lies_in_a_period_only_as_a_whole() -> None:
    ground = ground_of(evidence("nrr_change"))
    fact = ground.facts[0]
    inside = {
        text: lies_in(fact, read_named(text, ground)[0][0]) for text in ("2024", "Q3 2024", "Q2 2024", "Aug 2024")
    }
    assert inside == {"2024": True, "Q3 2024": True, "Q2 2024": False, "Aug 2024": False}
