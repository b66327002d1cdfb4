"""A what-if read as a whole: its amounts belong together, whatever stands between them."""

from __future__ import annotations

import re

from assistant.planner.calls import ToolCall, call
from assistant.planner.index import Index
from assistant.planner.understanding import Understanding, understand
from assistant.planner.what_ifs.differences import read_difference
from assistant.planner.what_ifs.figures import read_figure
from assistant.planner.what_ifs.growth import read_growth
from assistant.planner.what_ifs.said import Said, said_in
from assistant.planner.what_ifs.scenarios import read_scenario
from tools.periods import Calendar

# 'LTV:CAC' is one figure, no end of a sentence.
RATIO_SIGN = re.compile(r"(?<=[^\W\d]):(?=[^\W\d])")
READERS = (read_difference, read_scenario, read_growth, read_figure)


def read_what_if(text: str, index: Index, calendar: Calendar) -> ToolCall | None:
    """The call of a what-if all of whose words are accounted for, else None."""
    u = understand(RATIO_SIGN.sub(" to ", text), index, calendar)
    said = said_in(u)
    for reader in READERS:
        found = reader(said)
        if found is not None and not _left(u, said, found.used):
            return call(found.request)
    return None


def _left(u: Understanding, said: Said, used: frozenset[int]) -> list[int]:
    return [position for position in u.leftovers(used) if u.word(position) not in said.talk]
