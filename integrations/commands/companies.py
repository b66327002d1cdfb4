"""steward import, map and check: bring a company's data in, and say what is there."""

from __future__ import annotations

import argparse
import sys

from integrations.app import company_folder, now, today
from integrations.importing.company_check import describe_company, render_check
from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.import_report import render_report
from integrations.importing.mapping_file import load_mapping
from integrations.importing.proposal import propose_mapping
from integrations.settings import Settings


def import_company(options: argparse.Namespace) -> int:
    mapping = load_mapping(options.mapping or options.company / "mapping.yaml")
    order = ImportOrder(options.folder, mapping, options.company, force=options.force)
    report = import_folder(order, today(), now().isoformat(timespec="seconds"), _say)
    print(render_report(report))
    return 0


def map_company(options: argparse.Namespace) -> int:
    print(propose_mapping(options.folder).text, end="")
    return 0


def check(options: argparse.Namespace) -> int:
    found = describe_company(company_folder(Settings(), options.company))
    print(found.model_dump_json(indent=2) if options.is_json else render_check(found))
    return 0


def _say(step: str) -> None:
    print(f"{step} ...", file=sys.stderr)
