"""steward import, map and check: bring a company's data in, and say what is there."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from integrations.app import company_folder, now, today
from integrations.importing.company_check import describe_company, render_check
from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.import_report import render_report
from integrations.importing.mapping_file import load_mapping
from integrations.importing.proposal import propose_mapping
from integrations.importing.version_list import list_versions, render_versions
from integrations.importing.version_store import roll_back
from integrations.settings import Settings


def import_company(options: argparse.Namespace) -> int:
    if options.is_back:
        version = roll_back(options.company)
        print(f"{options.company} answers from version {version} again. The next import publishes a newer one.")
        return 0
    if options.folder is None:
        print("steward: say which folder of exports to import, or --roll-back to undo an import.", file=sys.stderr)
        return 2
    mapping = load_mapping(options.mapping or options.company / "mapping.yaml")
    order = ImportOrder(options.folder, mapping, options.company, force=options.force)
    report = import_folder(order, today(), now().isoformat(timespec="seconds"), _say)
    print(render_report(report))
    return 0


def map_company(options: argparse.Namespace) -> int:
    print(propose_mapping(options.folder).text, end="")
    return 0


def check(options: argparse.Namespace) -> int:
    folder = company_folder(Settings(), options.company)
    if options.is_versions:
        return _check_versions(folder, is_json=options.is_json)
    found = describe_company(folder)
    print(found.model_dump_json(indent=2) if options.is_json else render_check(found))
    return 0


def _check_versions(folder: Path, *, is_json: bool) -> int:
    found = list_versions(folder)
    print(json.dumps([entry.model_dump() for entry in found], indent=2) if is_json else render_versions(found))
    return 0


def _say(step: str) -> None:
    print(f"{step} ...", file=sys.stderr)
