"""Helvetica's widths, which Arial and Liberation Sans share, from the metrics that matplotlib carries."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import matplotlib as mpl

from integrations.charts.lettering import letter_names

FILES = {False: "Helvetica.afm", True: "Helvetica-Bold.afm"}
METRIC = re.compile(r"^C -?\d+ ; WX (\d+) ; N (\w+) ;", re.MULTILINE)
EM = 1000


@lru_cache(maxsize=2)
def helvetica_widths(bold: bool) -> dict[str, float]:
    """Each Latin letter's width as a share of the font's size."""
    path = Path(mpl.get_data_path(), "fonts", "pdfcorefonts", FILES[bold])
    letters = letter_names()
    found = METRIC.findall(path.read_text(encoding="latin-1"))
    return {letters[name]: int(width) / EM for width, name in found if name in letters}
