"""steward doctor: settings, data, knowledge, model and Slack, each with what to do when it is not well."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from rich.table import Table
from rich.text import Text

from assistant.models import ModelSettings, model_for
from integrations.app import App, build
from integrations.settings import Settings
from integrations.terminal import console
from tools.errors import OutsideError

SECRETS = ("slack_bot_token", "slack_app_token", "slack_signing_secret", "openai_api_key")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `is_well` is None for what is optional and not set up."""

    subject: str
    is_well: bool | None
    says: str
    to_do: str = ""


def doctor(options: argparse.Namespace) -> int:
    settings = Settings()
    findings = list(findings_of(settings, options))
    if options.is_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        console().print(_table(findings))
    return 1 if any(finding.is_well is False for finding in findings) else 0


def findings_of(settings: Settings, options: argparse.Namespace) -> Iterator[Finding]:
    """Every finding, in the order in which a newcomer would fix them."""
    yield Finding("state folder", True, str(settings.state.resolve()))
    app = build(settings, options.company, "planner")
    yield from (_looked_at(name, look, app) for name, look in LOOKS.items())
    spec = options.model or settings.model_spec
    yield _model(spec, settings)
    yield from (_secret(name, settings) for name in SECRETS)


def masked(secret: str) -> str:
    """Enough of a key to recognise it, never enough to use it."""
    return f"{secret[:4]}…{secret[-2:]} ({len(secret)} characters)" if len(secret) > 12 else "set"


def _data(app: App) -> str:
    published = app.published()
    coverage, tables = published.warehouse.coverage, published.warehouse.tables
    return f"{published.company.name}: {len(tables)} tables, {coverage.first_day} to {coverage.last_day}"


def _people(app: App) -> str:
    people = app.published().company.people
    in_slack = sum(bool(person.slack_user_id) for person in people)
    return f"{len(people)} people, {in_slack} with a Slack user id"


def _knowledge(app: App) -> str:
    library = app.published().library
    degraded = library.warm_up()
    if degraded:
        raise OutsideError(degraded)
    return f"{len(library.documents)} documents, index of meanings ready"


LOOKS: Mapping[str, Callable[[App], str]] = {"data": _data, "people": _people, "knowledge": _knowledge}


def _looked_at(name: str, look: Callable[[App], str], app: App) -> Finding:
    try:
        return Finding(name, True, look(app))
    except OutsideError as error:
        return Finding(name, False, "not usable", error.message)


def _model(spec: str, settings: Settings) -> Finding:
    limits = ModelSettings(settings.openai_api_key.get_secret_value(), settings.model_base_url)
    try:
        model_for(spec, limits)
    except (OutsideError, ImportError, ValueError):
        return Finding("model", False, f"{spec} cannot be used", "Set STEWARD_MODEL to planner or openai:<model>.")
    return Finding("model", True, f"{spec}{f' at {settings.model_base_url}' if settings.model_base_url else ''}")


def _secret(name: str, settings: Settings) -> Finding:
    value = getattr(settings, name).get_secret_value()
    variable = "OPENAI_API_KEY" if name == "openai_api_key" else f"STEWARD_{name.upper()}"
    return Finding(variable, True if value else None, masked(value) if value else "not set (optional)")


def _table(findings: list[Finding]) -> Table:
    table = Table.grid(padding=(0, 2))
    marks = {True: Text("ok", style="green"), False: Text("fix", style="bold red"), None: Text("-", style="dim")}
    for finding in findings:
        table.add_row(marks[finding.is_well], finding.subject, f"{finding.says} {finding.to_do}".strip())
    return table
