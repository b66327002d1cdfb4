from __future__ import annotations

from pathlib import Path

import pytest

from integrations.importing.mapping_file import load_mapping, read_mapping, shipped_mapping, shipped_mappings
from tests.integrations.importing.exports import MAPPING
from tools.errors import OutsideError


def refusal(text: str) -> str:
    with pytest.raises(OutsideError) as caught:
        read_mapping(text, "mapping.yaml")
    return caught.value.message


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("currency: EUR", "curency: EUR", "unknown key 'curency'. Did you mean 'currency'?"),
        ("file: accounts.csv", "fil: accounts.csv", "unknown key 'tables.accounts.fil'. Did you mean 'file'?"),
        (
            "name: name}",
            "name: {column: name, tims: 2}}",
            "unknown key 'tables.accounts.columns.name.tims'. Did you mean 'times'?",
        ),
        ("currency: EUR", "currency: euro", "'currency' must be three capital letters, such as USD."),
        ("start: 4", "start: 13", "'fiscal_year_start' must be a month number from 1 to 12."),
        ("company: Forest\n", "", "'company' is missing."),
        ("  accounts:", "  acounts:", "the table 'accounts' is required and not mapped."),
        ("name: name}", "nam: name}", "accounts has no column 'nam'. Did you mean 'name'?"),
        (", name: name}", "}", "accounts.name is required: say which column holds what people call the account."),
        (
            "name: name}",
            "name: {column: a, constant: b}}",
            "accounts.name needs either 'column' or 'constant'.",
        ),
        (
            "{account_id: account_id, name: name}",
            "{name: name}\n    distinct: true",
            "accounts is to have one row per identifier; say which column holds account_id.",
        ),
        (
            "name: name}",
            "name: name}\n    distinct: true",
            "accounts takes one row per identifier of accounts.csv; another table must take all its rows.",
        ),
        (
            "name: name}",
            "name: name, country: {times: 3}}",
            "accounts.country needs either 'column' or 'constant'.",
        ),
    ],
)
def test_a_mistake_in_a_mapping_gets_one_sentence(old: str, new: str, sentence: str) -> None:
    assert refusal(MAPPING.replace(old, new)) == f"mapping.yaml: {sentence}"


def test_a_lookup_must_lead_to_a_table_that_is_loaded_before(tmp_path: Path) -> None:
    usage = MAPPING + (
        "  usage_events:\n    file: u.csv\n    columns: {subscription_id: s, used_on: d}\n"
        "    lookup: {account_id: {table: TABLE, by: subscription_id}}\n"
    )
    assert "is looked up in 'tickets', which is not mapped" in refusal(usage.replace("TABLE", "tickets"))
    tickets = usage.replace("TABLE", "tickets") + "  tickets: {file: t.csv, columns: {account_id: a, opened_on: o}}\n"
    assert "is looked up in 'tickets', which is loaded later" in refusal(tickets)
    assert "does not map both" in refusal(usage.replace("TABLE", "accounts"))
    assert read_mapping(usage.replace("TABLE", "subscriptions"), "m").mapping.tables["usage_events"].lookup


def test_broken_yaml_is_named_with_its_line() -> None:
    assert refusal("company: [a\ntables:") == (
        "mapping.yaml is not valid YAML near line 2. Check the indentation and the quotes there."
    )
    assert refusal("") == "mapping.yaml is empty. Write one with: steward map DIR"


def test_a_mapping_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"cannot be read\. Write one with: steward map DIR"):
        load_mapping(tmp_path / "mapping.yaml")


def test_yaml_words_and_numbers_are_meant_as_text() -> None:
    columns = "name: {column: n, values: {Yes: no, 1: 2}}, seats: 2024"
    mapping = read_mapping(MAPPING.replace("name: name", columns), "m").mapping
    assert mapping.tables["accounts"].columns["name"].values == {"Yes": "no", "1": "2"}
    assert mapping.tables["accounts"].columns["seats"].column == "2024"


def test_every_shipped_mapping_is_valid_and_found_by_name() -> None:
    assert shipped_mappings() == ("mrr_playbook", "ravenstack")
    for name in shipped_mappings():
        assert load_mapping(Path(name)) == shipped_mapping(name)
    with pytest.raises(OutsideError, match="ships no mapping called 'acme'"):
        shipped_mapping("acme")
