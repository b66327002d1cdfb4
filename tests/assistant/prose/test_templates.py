"""Sentences kept as data: filled whole or not at all."""

from __future__ import annotations

from assistant.prose.templates import fill, sentence_of
from tests.assistant.parts import fact, score


def test_the_first_sentence_whose_values_are_all_there_is_taken() -> None:
    assert sentence_of("leads", score()) == "**Acme** is **red**: health score **32.5** of 100 as of 30 Jun 2026."


def test_no_sentence_is_better_than_one_with_a_hole() -> None:
    assert sentence_of("leads", score()[:1]) == ""
    assert fill("signs", "usage_drop", {"label": "Use dropped", "when": "since May", "before": None}) == ""
    assert fill("signs", "no_such_signal", {}) == ""


def test_the_second_fact_of_a_kind_goes_by_its_number() -> None:
    facts = [
        fact("health_change", "Change", value, "score", subject={"account": name}, is_change=True)
        for name, value in (("Acme", -5), ("Beta", 3))
    ]
    assert (
        sentence_of("leads", facts)
        == "Health moved most at **Acme** (**-5.0**) and **Beta** (**+3.0**), as of 30 Jun 2026."
    )


def test_roles_are_written_as_people_write_them() -> None:
    facts = (
        fact("health_response", "Do", "call them", "text"),
        fact("health_response_owner", "Role", "csm with their manager", "text"),
        fact("health_response_due", "Due", "2026-07-02", "date"),
    )
    assert sentence_of("lines", facts) == "Now: **call them**, by **2 Jul 2026** (CSM with their manager)"
