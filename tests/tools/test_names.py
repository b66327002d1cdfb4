from __future__ import annotations

import pytest

from tools.errors import AmbiguousName, UnknownName
from tools.names import listed, lowered, normal, pick, pick_key

COMPANIES = [f"Company_{number}" for number in range(500)]
NAMES = ["Acme Logistics", "Globex Health", "Delta Freight", "Delta Foods", "Initech Systems"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acme", "Acme Logistics"),
        ("ACME logistics", "Acme Logistics"),
        ("globx health", "Globex Health"),
        ("amce", "Acme Logistics"),
        ("globx", "Globex Health"),
        ("intiech", "Initech Systems"),
        ("initec systems", "Initech Systems"),
        ("delta food", "Delta Foods"),
    ],
)
def test_a_name_is_found_through_case_abbreviation_and_typos(typed: str, meant: str) -> None:
    assert pick(typed, NAMES, "account") == meant


@pytest.mark.parametrize("typed", ["acm", "tcme", "glex", "healthy logs"])
def test_a_word_too_short_or_too_far_is_no_slip(typed: str) -> None:
    with pytest.raises(UnknownName):
        pick(typed, NAMES, "account")


def test_a_slip_that_fits_two_names_is_asked_back() -> None:
    with pytest.raises(AmbiguousName):
        pick("detla", NAMES, "account")


@pytest.mark.parametrize("typed", ["company 12", "Company-12", "COMPANY_12", "compny_12", "company12"])
def test_a_numbered_name_is_found_by_its_number(typed: str) -> None:
    assert pick(typed, COMPANIES, "account") == "Company_12"


def test_another_number_is_never_taken_for_a_typo() -> None:
    with pytest.raises(UnknownName, match="Company_9999"):
        pick("Company_9999", COMPANIES, "account")


def test_a_name_that_fits_several_is_asked_back_with_the_choices() -> None:
    with pytest.raises(AmbiguousName) as caught:
        pick("delta", NAMES, "account")
    assert set(caught.value.choices) == {"Delta Freight", "Delta Foods"}


def test_an_unknown_name_says_what_is_near() -> None:
    with pytest.raises(UnknownName, match="Globex"):
        pick("globes hea", NAMES, "account")


def test_an_identifier_is_accepted_like_a_name_and_namesakes_are_asked_back() -> None:
    names = {"A-1": "Twin", "A-2": "Twin", "A-3": "Other"}
    assert pick_key("a-3", names, "account") == "A-3"
    with pytest.raises(AmbiguousName):
        pick_key("twin", names, "account")


@pytest.mark.parametrize("typed", ["%", "_", "' or 1=1 --", "*", ""])
def test_wildcards_and_quotes_are_literal_names(typed: str) -> None:
    with pytest.raises(UnknownName):
        pick(typed, NAMES, "account")


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    assert normal("Société_Générale-2") == "societe generale 2"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Use dropped", "use dropped"),
        ("ARR growth", "ARR growth"),
        ("CSMs needed", "CSMs needed"),
        ("Q2 2026", "Q2 2026"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence_keeps_its_initialism(label: str, inside: str) -> None:
    assert lowered(label) == inside


def test_namesakes_told_apart_by_their_identifiers_are_asked_back() -> None:
    names = ["Acme Logistics", "Same Name (A-17)", "Same Name (A-23)"]
    with pytest.raises(AmbiguousName) as caught:
        pick("Same Name", names, "account")
    assert set(caught.value.choices) == {"Same Name (A-17)", "Same Name (A-23)"}
    assert pick("same name (a-23)", names, "account") == "Same Name (A-23)"


def test_a_very_long_name_is_found_by_its_beginning_as_it_is_shown() -> None:
    long = "L" + "ong" * 132
    for typed in (long, long[:80], f"{long[:59]}…"):
        assert pick(typed, [long, "Longley"], "account") == long


def test_a_very_long_name_is_shortened_where_it_is_named() -> None:
    with pytest.raises(UnknownName) as caught:
        pick("Xyz", ["Long" * 100], "account")
    assert len(caught.value.message) < 200


def test_letters_of_other_scripts_tell_names_apart() -> None:
    assert normal("Москва GmbH") != normal("Киев GmbH")
    assert pick("Киев GmbH", ["Москва GmbH", "Киев GmbH"], "account") == "Киев GmbH"
    assert normal("Café Zürich") == "cafe zurich"


def test_a_name_without_letters_is_found_only_as_it_is_written() -> None:
    assert pick("🚀🔥", ["🚀🔥", "🎉"], "account") == "🚀🔥"
    with pytest.raises(UnknownName):
        pick("?!", ["🚀🔥", "🎉"], "account")
