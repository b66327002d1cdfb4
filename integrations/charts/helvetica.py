"""Helvetica's widths, which Arial and Liberation Sans share, from the metrics that matplotlib carries."""

from __future__ import annotations

import re
from functools import lru_cache

from fontTools.agl import AGL2UV  # type: ignore[import-untyped]

from integrations.charts.lettering import fonts_folder

FILES = {False: "Helvetica.afm", True: "Helvetica-Bold.afm"}
METRIC = re.compile(r"^C -?\d+ ; WX (\d+) ; N (\w+) ;", re.MULTILINE)
EM = 1000
# What Arial has and the old metrics lack, where our own sentences use it.
ALSO = {"→": 1.0}


@lru_cache(maxsize=2)
def helvetica_widths(bold: bool) -> dict[str, float]:
    """Each Latin letter's width as a share of the font's size."""
    path = fonts_folder() / "pdfcorefonts" / FILES[bold]
    found = METRIC.findall(path.read_text(encoding="latin-1"))
    return ALSO | {chr(AGL2UV[name]): int(width) / EM for width, name in found if name in AGL2UV}
