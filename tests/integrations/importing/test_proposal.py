from __future__ import annotations

from pathlib import Path

import pytest

from integrations.importing.mapping_file import read_mapping, shipped_mapping
from integrations.importing.proposal import ProposedMapping, propose_mapping
from tests.integrations.importing.exports import MAPPING, write_exports
from tools.errors import OutsideError

CUSTOMERS = """Client ID;Client Name;Sector;Customer since;Package;Licensed users;Churned?;Success Manager;Tier
C1;Ärzte;Health;31.01.2023;Pro;10;No;ann@forest.example;SMB
C2;Beta;Tech;15.02.2023;Basic;5;Yes;bob@forest.example;Mid
C3;Gamma;Tech;15.03.2023;Basic;5;No;bob@forest.example;Ent
"""
CONTRACTS = """Contract No,Customer,Contract start,Contract end,MRR (USD),Licences,Billing cycle,Auto renewal
K1,C1,2023-02-01,,"1,200.50",10,monthly,yes
K2,C2,2023-03-01,2024-03-01,99.90,5,annual,no
K3,C3,2023-04-01,,350.00,5,annual,no
K4,C3,2023-05-01,,350.00,5,annual,no
"""
CASES = """Case Number,Client ID,Created,Resolved,Severity,First response (hours),CSAT,Escalated
1001,C1,2024-01-01,2024-01-02 10:00,High,2,5,false
1002,C2,2024-02-01,,Low,1.5,,true
"""
LOGINS = "event_id,client_id,user,event date,count\n{n},C1,u1,2023-05-01,4\n{n}b,C2,u2,2023-06-01,4\n"


def renamed(tmp_path: Path) -> ProposedMapping:
    folder = tmp_path / "exports"
    folder.mkdir()
    files = {"customers": CUSTOMERS, "contracts": CONTRACTS, "support_cases": CASES, "office_plants": "plant\nficus\n"}
    logins = {f"logins_{year}": LOGINS.replace("{n}", str(year)) for year in (2023, 2024)}
    for name, text in {**files, **logins}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return propose_mapping(folder)


def sources(proposed: ProposedMapping, table: str) -> dict[str, str]:
    return {column.column: column.source for column in proposed.columns if column.table == table}


@pytest.mark.parametrize("company", ["ravenstack", "mrr_playbook"])
def test_an_outside_company_is_mapped_right_without_help(shared_data: Path, company: str) -> None:
    proposed = read_mapping(propose_mapping(shared_data / company).text, "proposed.yaml").mapping
    assert proposed.tables == shipped_mapping(company).mapping.tables


def test_renamed_columns_are_recognised_by_synonyms(tmp_path: Path) -> None:
    proposed = renamed(tmp_path)
    assert sources(proposed, "accounts") == {
        "account_id": "Client ID",
        "name": "Client Name",
        "industry": "Sector",
        "signup_date": "Customer since",
        "plan": "Package",
        "seats": "Licensed users",
        "is_churned": "Churned?",
        "csm": "Success Manager",
    }
    assert sources(proposed, "subscriptions") == {
        "subscription_id": "Contract No",
        "account_id": "Customer",
        "start_date": "Contract start",
        "end_date": "Contract end",
        "arr": "MRR (USD)",
        "seats": "Licences",
        "billing_frequency": "Billing cycle",
        "auto_renew": "Auto renewal",
    }
    assert sources(proposed, "tickets") == {
        "ticket_id": "Case Number",
        "account_id": "Client ID",
        "opened_on": "Created",
        "closed_at": "Resolved",
        "priority": "Severity",
        "first_response_minutes": "First response (hours)",
        "satisfaction_score": "CSAT",
        "is_escalated": "Escalated",
    }


def test_amounts_and_times_in_another_unit_are_multiplied(tmp_path: Path) -> None:
    text = renamed(tmp_path).text
    assert "arr: {column: MRR (USD), times: 12}" in text
    assert "first_response_minutes: {column: First response (hours), times: 60}" in text


def test_files_that_differ_in_digits_only_become_one_table(tmp_path: Path) -> None:
    assert "    file: logins_*.csv\n" in renamed(tmp_path).text


def test_what_is_not_used_is_said(tmp_path: Path) -> None:
    proposed = renamed(tmp_path)
    assert proposed.unused_files == ("office_plants.csv",)
    assert "# Not used: office_plants.csv looks like none of the tables." in proposed.text
    assert "    # Kept as attributes: tier\n" in proposed.text


def test_a_proposal_can_be_imported_as_it_stands(tmp_path: Path) -> None:
    mapping = read_mapping(renamed(tmp_path).text, "proposed.yaml").mapping
    assert mapping.currency == "USD"
    assert list(mapping.tables) == ["accounts", "subscriptions", "usage_events", "tickets"]


def test_an_annual_amount_wins_over_a_monthly_one(tmp_path: Path) -> None:
    subscriptions = (
        "id,account_id,start_date,monthly_amount,annual_amount\nS1,A1,2024-01-01,10,120\nS2,A2,2024-01-01,1,12\n"
    )
    proposed = propose_mapping(write_exports(tmp_path / "exports", subscriptions=subscriptions))
    assert sources(proposed, "subscriptions")["arr"] == "annual_amount"
    assert "times" not in proposed.text


def test_an_ambiguous_format_is_said_beside_its_column(tmp_path: Path) -> None:
    subscriptions = "subscription_id,account_id,start_date,arr\nS1,A1,03/04/2024,10\nS2,A2,05/06/2024,11\n"
    proposed = propose_mapping(write_exports(tmp_path / "exports", subscriptions=subscriptions))
    line = next(line for line in proposed.text.splitlines() if "start_date:" in line)
    assert "every value can be read day-first and month-first, for example 03/04/2024 (line 2)" in line


def test_a_link_is_found_by_its_values_when_its_name_says_nothing(tmp_path: Path) -> None:
    subscriptions = "subscription_id,belongs,start_date,arr\nS1,A1,2024-01-31,10\nS2,A3,2024-01-31,11\n"
    proposed = propose_mapping(write_exports(tmp_path / "exports", subscriptions=subscriptions))
    found = next(c for c in proposed.columns if (c.table, c.column) == ("subscriptions", "account_id"))
    assert (found.source, found.confidence) == ("belongs", 0.9)
    assert "values found in accounts.csv" in found.reason


def test_links_that_mostly_lead_nowhere_are_doubted(tmp_path: Path) -> None:
    subscriptions = "subscription_id,account_id,start_date,arr\nS1,A1,2024-01-31,10\nS2,X3,2024-01-31,11\n"
    proposed = propose_mapping(write_exports(tmp_path / "exports", subscriptions=subscriptions))
    assert "# Only 50% of the values of account_id are found in the accounts." in proposed.text


def test_missing_required_tables_and_columns_are_said(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("Client ID,Sector\nC1,Tech\nC2,Tech\n", encoding="utf-8")
    text = propose_mapping(tmp_path).text
    assert "# Missing: no file looks like subscriptions, which Steward cannot do without." in text
    assert "# name is required, and no column looks like it." in text


def test_a_folder_without_exports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"holds no \.csv or \.parquet file"):
        propose_mapping(tmp_path)


def test_the_sample_mapping_is_proposed_for_the_sample_exports(tmp_path: Path) -> None:
    proposed = read_mapping(propose_mapping(write_exports(tmp_path / "exports")).text, "m").mapping
    expected = read_mapping(MAPPING, "m").mapping
    for table, mapped in expected.tables.items():
        assert mapped.columns.items() <= proposed.tables[table].columns.items()


def test_the_one_kind_that_a_files_name_speaks_of_stands_for_every_row(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    answers = "response id,client id,nps,responded at,verbatim\nR1,C1,9,2024-02-01,Good\nR2,C2,3,2024-02-02,Slow\n"
    (folder / "nps_responses.csv").write_text(answers, encoding="utf-8")
    proposed = propose_mapping(folder)
    surveys = read_mapping(proposed.text, "proposed.yaml").mapping.tables["surveys"]
    assert surveys.columns["type"].constant == "nps"
    assert surveys.columns["score"].column == "nps"
    assert "type: {constant: nps}  # a guess, please check" in proposed.text
