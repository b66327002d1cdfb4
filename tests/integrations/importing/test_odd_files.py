from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.integrations.importing.exports import ACCOUNTS, MAPPING, SUBSCRIPTIONS, held, query, run_import
from tools.errors import OutsideError

NAMES = "account_id,name\nA1,Ärger & Söhne\nA2,Núñez\nA3,Café “Zürich”\n"
EXPECTED = [("Ärger & Söhne",), ("Núñez",), ("Café “Zürich”",)]


def names(tmp_path: Path) -> list[tuple[str]]:
    return query(tmp_path, "SELECT name FROM accounts ORDER BY account_id")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_common_encoding_is_detected(tmp_path: Path, encoding: str) -> None:
    run_import(tmp_path, accounts=NAMES.encode(encoding))
    assert names(tmp_path) == EXPECTED


def test_lines_in_an_older_encoding_are_read_line_by_line_and_reported(tmp_path: Path) -> None:
    lines = NAMES.splitlines()
    mixed = b"\n".join(line.encode("cp1252" if number % 2 else "utf-8") for number, line in enumerate(lines)) + b"\n"
    report = run_import(tmp_path, accounts=mixed)
    assert names(tmp_path) == EXPECTED
    assert report.remarks == ("accounts.csv: 2 lines were not UTF-8 and were read as Western European text.",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(tmp_path: Path, end: str) -> None:
    run_import(tmp_path, accounts=NAMES.replace("\n", end))
    assert names(tmp_path) == EXPECTED


def test_mixed_line_ends_are_read(tmp_path: Path) -> None:
    run_import(tmp_path, accounts="account_id,name\r\nA1,Acorn\nA2,Birch\rA3,Cedar\r\n")
    assert names(tmp_path) == [("Acorn",), ("Birch",), ("Cedar",)]


def test_a_byte_order_mark_does_not_stick_to_the_first_column(tmp_path: Path) -> None:
    report = run_import(tmp_path, accounts=b"\xef\xbb\xbf" + ACCOUNTS.encode())
    assert report.tables[0].attributes == ()
    assert len(names(tmp_path)) == 3


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_every_common_delimiter_is_detected(tmp_path: Path, delimiter: str) -> None:
    run_import(tmp_path, subscriptions=SUBSCRIPTIONS.replace(",", delimiter))
    assert query(tmp_path, "SELECT count(*), sum(arr)::VARCHAR FROM subscriptions") == [(3, "7200.75")]


def test_a_semicolon_file_may_hold_decimal_commas(tmp_path: Path) -> None:
    text = SUBSCRIPTIONS.replace(",", ";").replace(".", ",")
    run_import(tmp_path, subscriptions=text)
    assert query(tmp_path, "SELECT sum(arr)::VARCHAR FROM subscriptions") == [("7200.75",)]


def test_quoted_cells_hold_delimiters_quotes_and_line_ends(tmp_path: Path) -> None:
    accounts = 'account_id,name\nA1,"Acorn, ""the"" tree"\nA2,"Bir\nch"\nA3,5" pipe\n'
    run_import(tmp_path, accounts=accounts)
    assert names(tmp_path) == [('Acorn, "the" tree',), ("Bir\nch",), ('5" pipe',)]


def test_a_stray_quotation_mark_holds_its_line_back(tmp_path: Path) -> None:
    accounts = 'account_id,name\nA1,"Aco"rn\nA2,Birch\nA3,Cedar\n'
    run_import(tmp_path, accounts=accounts, subscriptions=SUBSCRIPTIONS.replace(",A1,", ",A2,"))
    assert held(tmp_path) == [("accounts.csv", 2, "", "", "a quotation mark stands where none may stand")]


def test_a_quotation_mark_that_never_closes_stops_the_import_at_its_line(tmp_path: Path) -> None:
    accounts = 'account_id,name\nA1,Acorn\nA2,"Birch\nA3,Cedar\n'
    with pytest.raises(OutsideError, match=r"accounts.csv, line 3: a quotation mark is opened and not closed"):
        run_import(tmp_path, accounts=accounts)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(OutsideError) as caught:
        run_import(tmp_path, accounts=content)
    assert caught.value.message == (
        "accounts.csv is empty, without even a header line. Export it again or take it out of the mapping."
    )


def test_a_missing_column_is_named_with_the_closest_one(tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as caught:
        run_import(tmp_path, accounts=ACCOUNTS.replace("name", "nane"))
    assert caught.value.message == (
        "accounts.csv has no column 'name', which the mapping names for accounts.name. Did you mean 'nane'?"
    )


def test_letter_case_of_a_header_is_forgiven(tmp_path: Path) -> None:
    run_import(tmp_path, accounts=ACCOUNTS.replace("account_id,name", "ACCOUNT_ID, Name "))
    assert len(names(tmp_path)) == 3


def test_a_duplicate_header_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"accounts\.csv has the column 'name' more than once"):
        run_import(tmp_path, accounts="account_id,name,name\nA1,a,b\n")


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(100_000))
    with pytest.raises(OutsideError, match="has 100,000 columns; Steward reads at most 2,000"):
        run_import(tmp_path, accounts=header + "\n")


def test_columns_without_a_name_are_kept_under_their_position(tmp_path: Path) -> None:
    report = run_import(tmp_path, accounts="account_id,name,\nA1,Acorn,x\nA2,Birch,y\nA3,Cedar,z\n")
    assert report.tables[0].attributes == ("column_3",)


def test_a_missing_file_is_named_with_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"No file 'clients.csv' in .*It holds: accounts.csv, subscriptions.csv"):
        run_import(tmp_path, MAPPING.replace("accounts.csv", "clients.csv"))


@pytest.mark.parametrize("file", ["../secret.csv", "/etc/passwd", "../*/secret.csv"])
def test_a_mapping_cannot_reach_outside_the_source_folder(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.csv").write_text(ACCOUNTS, encoding="utf-8")
    with pytest.raises(OutsideError, match="outside the source folder"):
        run_import(tmp_path, MAPPING.replace("accounts.csv", file))


def test_a_link_that_leads_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "secret.csv").write_text(ACCOUNTS, encoding="utf-8")
    (tmp_path / "exports" / "linked.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(OutsideError, match=r"linked\.csv is a link that leads outside the source folder"):
        run_import(tmp_path, MAPPING.replace("accounts.csv", "linked.csv"))


def test_names_with_wildcards_and_quotes_are_only_names(tmp_path: Path) -> None:
    header = """account_id,name,"a'); DROP TABLE accounts; --","x""y"\n"""
    rows = "A1,Acorn,1,2\nA2,Birch,1,2\nA3,Cedar,1,2\n"
    source = tmp_path / "exports"
    source.mkdir()
    (source / "acc [1]'s.csv").write_text(header + rows, encoding="utf-8")
    report = run_import(tmp_path, MAPPING.replace("file: accounts.csv", 'file: "acc [1]\'s.csv"'))
    assert report.tables[0].files == ("acc [1]'s.csv",)
    assert report.tables[0].attributes == ("a_drop_table_accounts", "x_y")


def test_hostile_characters_are_removed_once_and_reported(tmp_path: Path) -> None:
    hostile = "Ac\u200born\u202e\U000e0041\u0000 e\u0301 x\u0301\u0301\u0301\u0301"
    report = run_import(tmp_path, accounts=f"account_id,name\nA1,{hostile}\nA2,Birch\nA3,Cedar\n")
    assert names(tmp_path)[0] == ("Acorn \u00e9 x\u0301\u0301",)
    assert [(note.code, note.rows) for note in report.notes] == [("hidden_characters", 1)]


def test_an_unpaired_surrogate_is_removed(tmp_path: Path) -> None:
    utf8 = b"account_id,name\nA1,Ac\xed\xa0\x80orn\nA2,Birch\nA3,Cedar\n"
    run_import(tmp_path, accounts=utf8)
    assert names(tmp_path)[0] == ("Acorn",)
    utf16 = "account_id,name\nA1,Ac".encode("utf-16") + b"\x00\xd8" + "orn\nA2,Birch\nA3,Cedar\n".encode("utf-16-le")
    run_import(tmp_path, accounts=utf16)
    assert names(tmp_path)[0] == ("Acorn",)


def test_values_that_look_like_sql_stay_values(tmp_path: Path) -> None:
    evil = "'); DROP TABLE accounts; --"
    run_import(tmp_path, accounts=ACCOUNTS.replace("Acorn", evil))
    assert names(tmp_path)[0] == (evil,)


def test_a_very_long_cell_is_kept_whole(tmp_path: Path) -> None:
    long = "x" * 1_500_000
    run_import(tmp_path, accounts=ACCOUNTS.replace("Acorn", long))
    assert query(tmp_path, "SELECT length(name) FROM accounts WHERE account_id = 'A1'") == [(1_500_000,)]


def test_parquet_is_read_like_csv(tmp_path: Path) -> None:
    source = tmp_path / "exports"
    source.mkdir()
    duckdb.sql(
        "SELECT 'A' || n AS account_id, CASE n WHEN 2 THEN NULL ELSE 'N' || n END AS name, n * 10 AS seats,"
        " DATE '2024-01-05' AS signup_date, TRUE AS is_trial, n / 4 AS size FROM range(1, 4) AS r(n)"
    ).write_parquet(str(source / "accounts.parquet"))
    run_import(tmp_path, MAPPING.replace("accounts.csv", "accounts.parquet"))
    assert query(tmp_path, "SELECT * FROM accounts")[0][:2] == ("A1", "N1")
    assert [row[0] for row in query(tmp_path, "SELECT size FROM accounts")] == [0.25, 0.75]
    assert held(tmp_path)[0] == ("accounts.parquet", 3, "name", "", "a required value is missing")


def test_a_damaged_parquet_file_is_named(tmp_path: Path) -> None:
    source = tmp_path / "exports"
    source.mkdir()
    (source / "accounts.parquet").write_bytes(b"PAR1 nothing here")
    with pytest.raises(OutsideError, match=r"accounts\.parquet is not a readable Parquet file"):
        run_import(tmp_path, MAPPING.replace("accounts.csv", "accounts.parquet"))
