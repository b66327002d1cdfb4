from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from integrations.cli import main
from integrations.importing import version_store
from integrations.importing.import_lock import FILE, only_importer
from integrations.importing.version_store import current_version, roll_back, versions
from tests.integrations.importing.exports import SUBSCRIPTIONS, query, run_import, with_table, write_exports
from tools.errors import OutsideError

ROOT = Path(__file__).parents[3]
MORE = SUBSCRIPTIONS + "S4,A1,2024-06-01,,5\n"


def data_of(tmp_path: Path) -> Path:
    return tmp_path / "company" / "data"


def live_rows(tmp_path: Path) -> int:
    return int(query(tmp_path, "SELECT count(*) FROM subscriptions")[0][0])


def import_apart(tmp_path: Path, deadly_step: int = 0, largest: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.integrations.importing.kill_worker", str(tmp_path)]
    arguments = [str(deadly_step), str(largest)]
    return subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def test_a_failure_between_writing_and_pointing_leaves_the_old_version_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import(tmp_path)
    before = current_version(data_of(tmp_path))

    def fail(data: Path, version: str) -> None:
        raise OSError(28, "no space left", str(data))

    with monkeypatch.context() as broken:
        broken.setattr(version_store, "point_to", fail)
        with pytest.raises(OutsideError, match="Check free disk space and permissions"):
            run_import(tmp_path, subscriptions=MORE)
    assert current_version(data_of(tmp_path)) == before
    assert live_rows(tmp_path) == 3
    run_import(tmp_path, subscriptions=MORE)
    assert live_rows(tmp_path) == 4


@pytest.mark.parametrize("deadly_step", [1, 2, 3, 4, 5])
def test_a_process_killed_at_any_step_leaves_the_old_version_and_a_free_lock(tmp_path: Path, deadly_step: int) -> None:
    run_import(tmp_path)
    before = (data_of(tmp_path) / "current").read_text(encoding="utf-8")
    write_exports(tmp_path / "exports", subscriptions=MORE)
    assert import_apart(tmp_path, deadly_step).returncode == -9
    assert (data_of(tmp_path) / "current").read_text(encoding="utf-8") == before
    assert live_rows(tmp_path) == 3
    assert import_apart(tmp_path).returncode == 0
    assert live_rows(tmp_path) == 4
    assert not (data_of(tmp_path) / ".building").exists()


def test_a_full_disk_is_told_in_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    run_import(tmp_path)
    result = import_apart(tmp_path, largest=20_000)
    assert result.returncode == 1
    assert "Check free disk space and permissions; the version that was current still is." in result.stdout
    assert "Traceback" not in result.stderr
    assert live_rows(tmp_path) == 3


def test_a_second_importer_is_told_that_one_is_running(tmp_path: Path) -> None:
    with (
        only_importer(data_of(tmp_path)),
        pytest.raises(OutsideError, match=rf"is running \(process {os.getpid()}\). Wait for it to end"),
    ):
        run_import(tmp_path)
    run_import(tmp_path)


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    data_of(tmp_path).mkdir(parents=True)
    (data_of(tmp_path) / FILE).write_text("999999", encoding="ascii")
    run_import(tmp_path)
    assert live_rows(tmp_path) == 3


def test_the_last_three_versions_are_kept_and_one_can_go_back(tmp_path: Path) -> None:
    names = [run_import(tmp_path).version for _ in range(5)]
    assert names == sorted(names)
    assert names[:2] == ["20250331T093000Z", "20250331T093000Z-002"]
    assert [path.name for path in versions(data_of(tmp_path))] == names[-3:]
    assert roll_back(tmp_path / "company") == names[-2]
    assert roll_back(tmp_path / "company") == names[-3]
    with pytest.raises(OutsideError, match="no older version"):
        roll_back(tmp_path / "company")
    assert live_rows(tmp_path) == 3


def test_a_bad_import_is_undone_and_the_kept_versions_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    company = str(tmp_path / "company")
    good, bad = run_import(tmp_path).version, run_import(tmp_path, subscriptions=MORE).version
    assert main(["import", "--roll-back", "--company", company]) == 0
    assert f"answers from version {good} again" in capsys.readouterr().out
    assert live_rows(tmp_path) == 3
    assert main(["check", "--versions", "--company", company, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(one["version"], one["is_current"], one["rows"]) for one in listed] == [(good, True, 6), (bad, False, 7)]
    main(["check", "--versions", "--company", company])
    _, first, second = capsys.readouterr().out.splitlines()
    assert (first.split()[0], first.split()[-1], second.split()[0]) == (good, "current", bad)


def test_nothing_is_turned_back_while_an_import_is_running(tmp_path: Path) -> None:
    run_import(tmp_path)
    run_import(tmp_path)
    with only_importer(data_of(tmp_path)), pytest.raises(OutsideError, match="is running"):
        roll_back(tmp_path / "company")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["import", "--company", "{here}"], 2, "say which folder"),
        (["import", "--roll-back", "--company", "{here}/none"], 1, "no published data"),
        (["check", "--versions", "--company", "{here}/none"], 1, "no published data"),
    ],
)
def test_going_back_without_anything_to_go_to_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    assert main([argument.format(here=tmp_path) for argument in arguments]) == code
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_published_version_has_no_log_beside_it_and_is_complete(tmp_path: Path) -> None:
    report = run_import(tmp_path)
    folder = data_of(tmp_path) / report.version
    assert sorted(path.name for path in folder.iterdir()) == ["company.duckdb", "manifest.json", "quarantine.csv"]


def test_a_table_that_shrinks_by_more_than_a_fifth_is_refused_unless_forced(tmp_path: Path) -> None:
    rows = "".join(f"T{number},A1,2024-06-01,,5\n" for number in range(7))
    run_import(tmp_path, subscriptions=SUBSCRIPTIONS + rows)
    fewer = SUBSCRIPTIONS + rows[: len(rows) // 7 * 4]
    with pytest.raises(OutsideError) as caught:
        run_import(tmp_path, subscriptions=fewer)
    assert caught.value.message == (
        "subscriptions.csv: subscriptions would shrink from 10 to 7 rows, more than the 20 % that is let through. "
        "If that is right, import again with --force; the current version stays until then."
    )
    assert live_rows(tmp_path) == 10
    run_import(tmp_path, subscriptions=SUBSCRIPTIONS + rows[: len(rows) // 7 * 5])
    assert live_rows(tmp_path) == 8
    run_import(tmp_path, force=True)
    assert live_rows(tmp_path) == 3


def test_a_table_that_is_gone_is_a_table_that_shrinks(tmp_path: Path) -> None:
    tickets = "t,a,d\nT1,A1,2024-05-01\n"
    run_import(tmp_path, with_table("tickets", "ticket_id: t, account_id: a, opened_on: d"), tickets=tickets)
    with pytest.raises(OutsideError, match=r"tickets\.csv: tickets would shrink from 1 to 0 rows"):
        run_import(tmp_path)


def test_a_table_that_grows_by_more_than_half_is_noted(tmp_path: Path) -> None:
    run_import(tmp_path)
    rows = "".join(f"T{number},A{number},2024-06-01,,5\n" for number in (1, 2))
    report = run_import(tmp_path, subscriptions=SUBSCRIPTIONS + rows)
    assert [(note.code, note.rows, note.sentence) for note in report.notes if note.code == "table_grew"] == [
        ("table_grew", 2, "subscriptions grew from 3 to 5 rows by this import.")
    ]
