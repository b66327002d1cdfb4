"""The versions of a company's data that are kept, for a person who wants to go back to one."""

from __future__ import annotations

from pathlib import Path

from integrations.importing.manifest import read_manifest
from integrations.importing.text_table import lay_out
from integrations.importing.version_store import current_version, versions
from tools.errors import OutsideError
from tools.facts import Frozen


class VersionEntry(Frozen):
    """What is None stands in a manifest that cannot be read."""

    version: str
    is_current: bool
    published_at: str | None
    last_day: str | None
    rows: int | None


def list_versions(company: Path) -> tuple[VersionEntry, ...]:
    """Oldest first. Raises OutsideError when nothing is published."""
    data = company.resolve() / "data"
    current = current_version(data)
    found = tuple(_entry(path, is_current=path == current) for path in versions(data))
    if not found:
        raise OutsideError(
            f"{company} has no published data. Bring some in with: steward import DIR --company {company}"
        )
    return found


def render_versions(found: tuple[VersionEntry, ...]) -> str:
    """The versions as aligned plain text."""
    rows = [
        (
            entry.version,
            entry.published_at or "-",
            entry.last_day or "-",
            "-" if entry.rows is None else f"{entry.rows:,}",
            "current" if entry.is_current else "",
        )
        for entry in found
    ]
    return "\n".join(lay_out(("version", "published", "data until", "rows", ""), rows, right=(3,)))


def _entry(path: Path, *, is_current: bool) -> VersionEntry:
    manifest = read_manifest(path)
    return VersionEntry(
        version=path.name,
        is_current=is_current,
        published_at=manifest and manifest.published_at,
        last_day=manifest and manifest.last_day.isoformat(),
        rows=manifest and sum(table.rows for table in manifest.tables.values()),
    )
