"""What the values of a column look like: how many, how many different, of which kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from integrations.importing.date_shapes import A_DAY, HAS_TIME, LIKE_NUMBERS, SHAPES
from integrations.importing.flag_words import is_flag_sql
from integrations.importing.raw_table import RawTable, read_raw
from integrations.importing.sightings import SourceColumn
from integrations.importing.workbench import Workbench

Kind = Literal["empty", "flag", "day", "moment", "whole", "number", "text"]
# Kinds are told from the first rows, counts from all.
SAMPLE = 20_000
# Almost all values: a few bad cells do not change what a column is.
ALMOST_ALL = 0.95
WHOLE = r"regexp_full_match(v, '-?\d+')"
NUMBER = r"regexp_full_match(v, '[^\w]*-?(USD|EUR|GBP)?[ ($€£]*-?\d[\d.,'' ]*\)?( ?(USD|EUR|GBP|%|€))?')"
DAY = f"({A_DAY}) AND NOT ({' OR '.join(SHAPES[shape] for shape in LIKE_NUMBERS)})"


@dataclass(frozen=True)
class ColumnProfile:
    """One column of one group of files."""

    header: str
    kind: Kind
    rows: int
    filled: int
    distinct: int
    source: SourceColumn

    @property
    def is_nearly_unique(self) -> bool:
        return self.filled > 0 and self.distinct >= ALMOST_ALL * self.rows


@dataclass(frozen=True)
class FileProfile:
    """Files of one shape; `pattern` names them all."""

    pattern: str
    columns: tuple[ColumnProfile, ...]


def profile_files(bench: Workbench, pattern: str, paths: Sequence[Path], scratch: Path) -> FileProfile:
    """Raises OutsideError for a file that cannot be read."""
    raw = read_raw(bench, pattern, paths, scratch)
    return FileProfile(pattern, tuple(_profile(bench, raw, header) for header in raw.header))


def overlap(link: ColumnProfile, key: ColumnProfile) -> float:
    """The share of a column's different values that another column knows."""
    known = f"SELECT {key.source.text} FROM {key.source.raw.name}"
    values = f"SELECT DISTINCT {link.source.text} AS v FROM {link.source.raw.name} WHERE {link.source.text} <> ''"
    share = link.source.bench.value(f"SELECT avg(CASE WHEN v IN ({known}) THEN 1.0 ELSE 0.0 END) FROM ({values})")
    return float(share or 0)


def _profile(bench: Workbench, raw: RawTable, header: str) -> ColumnProfile:
    source = SourceColumn(bench, raw, header, raw.cell(header))
    value = f"nullif({source.text}, '')"
    rows, filled, distinct = bench.rows(f"SELECT count(*), count({value}), count(DISTINCT {value}) FROM {raw.name}")[0]
    shapes = {"flag": is_flag_sql("v"), "day": DAY, "time": f"({DAY}) AND {HAS_TIME}", "whole": WHOLE, "number": NUMBER}
    seen = source.first_rows(SAMPLE).see({**shapes, "filled": "true"})
    kind = _kind({shape: sightings.rows for shape, sightings in seen.items()})
    return ColumnProfile(header, kind, rows, filled, distinct, source)


def _kind(seen: dict[str, int]) -> Kind:
    filled = seen.get("filled", 0)
    kinds: dict[Kind, int] = {
        "moment": seen.get("time", 0),
        "day": seen.get("day", 0),
        "flag": seen.get("flag", 0),
        "whole": seen.get("whole", 0),
        "number": seen.get("number", 0),
    }
    if not filled:
        return "empty"
    return next((kind for kind, rows in kinds.items() if rows >= ALMOST_ALL * filled), "text")
