"""The files of a company folder that an import makes when they are missing, and the mapping it keeps."""

from __future__ import annotations

import json
from pathlib import Path

from integrations.importing.mapping_file import MappingFile

PEOPLE = "name,email,slack_user_id,role,team,manager\n"


def write_company_files(company: Path, file: MappingFile) -> None:
    """Never overwrites company.toml and people.csv: they are the company's own. mapping.yaml is what was used."""
    (company / "knowledge").mkdir(parents=True, exist_ok=True)
    settings = (
        f"name = {json.dumps(file.mapping.company, ensure_ascii=False)}\n"
        f"currency = {json.dumps(file.mapping.currency)}\n"
        f"fiscal_year_start = {file.mapping.fiscal_year_start}\n"
    )
    _write_if_absent(company / "company.toml", settings)
    _write_if_absent(company / "people.csv", PEOPLE)
    (company / "mapping.yaml").write_text(file.text, encoding="utf-8")


def _write_if_absent(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")
