"""The company's own template: opened, checked, and emptied of its sample slides."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn

from tools.errors import OutsideError

LARGEST = 60_000_000
log = logging.getLogger(__name__)
# Lists of a presentation that name slides by their numbers.
SLIDE_LISTS = ("p:custShowLst", "p:extLst")


def adopted(path: Path) -> Any:
    """The presentation at the path without its slides. Raises OutsideError where it cannot be read."""
    presentation = _opened(path)
    for entry in list(presentation.slides._sldIdLst):
        presentation.part.drop_rel(entry.rId)
        presentation.slides._sldIdLst.remove(entry)
    root = presentation.part._element
    for name in SLIDE_LISTS:
        for element in root.findall(qn(name)):
            root.remove(element)
    return presentation


def _opened(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise OutsideError(f"The template {path.name} is too large. Save it with smaller pictures.")
        presentation = Presentation(str(path))
        if not len(presentation.slide_masters) or not len(presentation.slide_layouts):
            raise OutsideError(f"The template {path.name} has no layouts. Save a .pptx with its slide master.")
    except (OSError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, PythonPptxError, SyntaxError) as error:
        log.warning("template %s: %s", path, error)
        raise OutsideError(
            f"The template {path.name} cannot be read as a PowerPoint file. Save it again as .pptx, or go without it."
        ) from error
    return presentation
