"""The words for yes and no."""

from __future__ import annotations

from integrations.importing.quoting import literals

YES = ("true", "t", "yes", "y", "1", "1.0", "on", "ja", "oui", "si", "sí", "x")
NO = ("false", "f", "no", "n", "0", "0.0", "off", "nein", "non")
# An unknown column of these words, and no others, holds flags.
CERTAIN = ("true", "false", "yes", "no")


def flag_sql(text: str) -> str:
    return (
        f"CASE WHEN lower({text}) IN ({literals(YES)}) THEN true WHEN lower({text}) IN ({literals(NO)}) THEN false END"
    )


def is_flag_sql(text: str) -> str:
    return f"lower({text}) IN ({literals(CERTAIN)})"
