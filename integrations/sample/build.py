"""The sample company as a company folder: built aside, then moved into place, so that nobody sees half of it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from integrations.sample.dice import SEED
from integrations.sample.files import FILES, HERE
from tools import schema, table
from tools.health.snapshots import MAKERS

SOURCES = (".py", ".yaml", ".csv", ".toml", ".md")
ADDED_UP = tuple(HERE.parent / "importing" / name for name in ("monthly_balances.py", "usage_rollups.py"))
KEPT = 3


def fingerprint() -> str:
    """The version of the sample: it changes with the generator, its data, schema, seed, score, mart and roll-ups."""
    own = sorted(path for folder in (HERE, *MAKERS) for path in folder.rglob("*") if path.suffix in SOURCES)
    contract = [Path(module.__file__) for module in (schema, table) if module.__file__] + [*ADDED_UP]
    digest = hashlib.sha256(str(SEED).encode())
    for path in [*own, *contract]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sample-{digest.hexdigest()[:12]}"


def build_sample(folder: Path) -> Path:
    """The folder, holding the sample company of this version; built unless it does already."""
    version = fingerprint()
    if not _holds(folder, version):
        # The generator takes as long to import as a question takes to answer: only the first one pays for it.
        from integrations.company_folder import read_coverage
        from integrations.importing.health_scores import keep_scores
        from integrations.importing.monthly_balances import keep_months
        from integrations.importing.usage_rollups import keep_usage
        from integrations.sample.written import write_company

        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as aside:
            staged = write_company(Path(aside) / folder.name, version)
            data = staged / "data" / version
            keep_months(data / "company.duckdb", read_coverage(data))
            keep_usage(data / "company.duckdb")
            keep_scores(data / "company.duckdb", staged, read_coverage(data))
            _publish(staged, folder, version)
    return folder


def _holds(folder: Path, version: str) -> bool:
    current = folder / "data" / "current"
    return current.is_file() and current.read_text(encoding="utf-8").strip() == version


def _publish(staged: Path, folder: Path, version: str) -> None:
    """Move the whole company where there is none; else add the version and let `current` name it last."""
    try:
        staged.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
        _renew(staged, folder, version)


def _renew(staged: Path, folder: Path, version: str) -> None:
    data = folder / "data"
    data.mkdir(exist_ok=True)
    if not (data / version).exists():
        (staged / "data" / version).rename(data / version)
    for source in sorted(path for name in FILES for path in _files(staged / name)):
        target = folder / source.relative_to(staged)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    (staged / "data" / "current").replace(data / "current")
    _drop_old(data)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [inner for inner in path.rglob("*") if inner.is_file()]


def _drop_old(data: Path) -> None:
    """Keep the last versions: a reader may still hold the one before."""
    versions = sorted((path for path in data.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in versions[:-KEPT]:
        shutil.rmtree(path)
