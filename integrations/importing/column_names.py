"""How a header becomes the name of a column."""

from __future__ import annotations

import re


def snake_case(header: str) -> str:
    """'Client Name' and 'clientName' as client_name."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", header)
    return re.sub(r"\W+|_+", "_", words).strip("_").lower() or "column"
