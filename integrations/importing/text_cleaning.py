"""Characters that have no place in a company's data: invisible, direction-changing, control."""

from __future__ import annotations

import re
import unicodedata

# Code points, first and last: controls without tab and newline, soft hyphen, direction marks, zero-width marks,
# byte order mark, interlinear marks, tag block, supplementary variation selectors. Surrogates cannot be in a database.
HOSTILE = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x061C, 0x061C), (0x180E, 0x180E), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F), (0xE0100, 0xE01EF),
)  # fmt: skip

SQL_CLASS = "[" + "".join(f"\\x{{{low:X}}}-\\x{{{high:X}}}" for low, high in HOSTILE) + "]"
PYTHON_CLASS = re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in HOSTILE) + "\ud800-\udfff]")
# A letter wears at most two marks; a run of variation selectors can carry hidden text.
MARKS = r"(\p{M}{2})\p{M}+"
SELECTORS = r"([\x{FE00}-\x{FE0F}])[\x{FE00}-\x{FE0F}]+"
SPACE = r"[\s\x{A0}\x{202F}\x{3000}]"
OUTER_SPACE = f"^{SPACE}+|{SPACE}+$"
# Characters nothing has to be done about: printable, never composed further. Nearly all text has no others.
SETTLED = r"[ -~\x{A1}-\x{AC}\x{AE}-\x{2FF}\x{2010}-\x{2027}\x{20A0}-\x{20BF}]*"


def clean_sql(text: str) -> str:
    """SQL for `text` cleaned, in composed form, without outer space."""
    bare = f"regexp_replace({text}, '{SQL_CLASS}', '', 'g')"
    composed = f"nfc_normalize(regexp_replace({bare}, '{SELECTORS}', '\\1', 'g'))"
    marked = f"regexp_replace({composed}, '{MARKS}', '\\1', 'g')"
    full = f"regexp_replace({marked}, '{OUTER_SPACE}', '', 'g')"
    return f"CASE WHEN {_is_settled(text)} THEN trim({text}) ELSE {full} END"


def has_hostile_sql(text: str) -> str:
    return f"(NOT {_is_settled(text)} AND regexp_matches({text}, '{SQL_CLASS}'))"


def _is_settled(text: str) -> str:
    return f"regexp_full_match({text}, '{SETTLED}')"


def clean_name(text: str) -> str:
    """A header cell as people see it."""
    return unicodedata.normalize("NFC", PYTHON_CLASS.sub("", text)).strip()
