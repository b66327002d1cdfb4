"""What a sentence must say around its number."""

from __future__ import annotations

from typing import Any

from assistant.prose.frame import frame_of
from tests.assistant.evidence import call, only
from tools.evidence import Evidence


def framed(**arguments: Any) -> tuple[Evidence, str]:
    found = call("measure_metric", **arguments)
    frame = frame_of(found, found.facts[0])
    return found, f"{frame.lead}|{frame.when}|{frame.small_print}"


def test_a_state_without_a_date_is_as_of_the_newest_day() -> None:
    assert framed(metric="arr")[1] == "|as of 31 Dec 2024|"


def test_a_state_on_a_date_is_at_its_close() -> None:
    assert framed(metric="arr", period="2024-06-30")[1] == "|at the close of 30 Jun 2024|"


def test_a_flow_is_in_its_period() -> None:
    assert framed(metric="tickets", period="Q3 2024")[1] == "|in Q3 2024|"


def test_an_assumed_period_leads_the_sentence() -> None:
    assert framed(metric="tickets")[1] == "in the last full quarter, Q4 2024 (no period was asked)||"


def test_a_filter_the_sentence_names_is_not_repeated_but_one_left_out_is() -> None:
    filters = [only("segment", "SMB"), only("country", "US", is_excluded=True)]
    assert framed(metric="arr", filters=filters)[1] == "|as of 31 Dec 2024|_Country is not US._"


def test_several_values_of_one_filter_are_named_once() -> None:
    assert framed(metric="arr", filters=[only("country", "US", "UK")])[1] == "|as of 31 Dec 2024|"


def test_the_part_of_the_accounts_one_may_see_is_said() -> None:
    found, _ = framed(metric="arr")
    seen = found.model_copy(update={"assumptions": (*found.assumptions, "only the accounts you may see")})
    assert frame_of(seen, seen.facts[0]).small_print == "_Only the accounts you may see._"
