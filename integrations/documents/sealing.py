"""The same paper gives the same bytes: what the clock left in an Office file is set to the paper's day."""

from __future__ import annotations

import io
import re
import zipfile

from integrations.documents.imprint import Imprint

EPOCH = (1980, 1, 1, 0, 0, 0)
STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
NESTED = (".xlsx",)


def sealed(packed: bytes, imprint: Imprint) -> bytes:
    """The package written anew with fixed times, and so are the workbooks inside it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _settled(name, old.read(name), imprint))
    return made.getvalue()


def _settled(name: str, content: bytes, imprint: Imprint) -> bytes:
    if name.endswith(NESTED):
        return sealed(content, imprint)
    if name == "docProps/core.xml":
        stamp = f"{imprint.day.isoformat()}T00:00:00Z".encode()
        return STAMPS.sub(lambda found: found[1] + stamp + found[3], content)
    return content
