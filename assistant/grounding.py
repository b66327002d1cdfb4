"""Whether the evidence of a turn states what a text says. Pure; no model is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.claims.numbers import read_numbers
from assistant.claims.periods import is_stated
from assistant.claims.dates import read_dates
from assistant.claims.reading import readable, without
from assistant.claims.stated import Ground, ground_of
from tools.evidence import Evidence
