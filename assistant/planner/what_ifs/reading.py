"""A what-if read as a whole: its amounts belong together, whatever stands between them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.calls import ToolCall, call, with_left_out
from assistant.planner.index import Index
from assistant.planner.understanding import understand
from assistant.planner.what_ifs.differences import read_difference
from assistant.planner.what_ifs.figures import read_figure
from assistant.planner.what_ifs.former import read_former
from assistant.planner.what_ifs.growth import read_growth
from assistant.planner.what_ifs.judging import read_general, read_judgement
from assistant.planner.what_ifs.said import Said, said_in
from assistant.planner.what_ifs.scenarios import read_scenario
from assistant.planner.what_ifs.writing import written_out
from tools.periods import Calendar

READERS = (read_former, read_difference, read_scenario, read_general, read_growth, read_figure, read_judgement)


# Words that a what-if may leave out and say so; more of them, and it was about something else.
MOST_LEFT = 4
LEAST_AMOUNTS = 2


def read_what_if(text: str, index: Index, calendar: Calendar) -> ToolCall | None:
    """The call of a what-if whose words are accounted for, or say nothing beside its amounts; else None."""
    u = understand(written_out(text), index, calendar)
    said = said_in(u)
    for reader in READERS:
        found = reader(said)
        if found is None:
            continue
        left = [position for position in u.leftovers(found.used) if u.word(position) not in said.talk]
        if not left:
            return call(found.request)
        if len(said.amounts) >= LEAST_AMOUNTS and _say_nothing(said, left):
            return with_left_out(call(found.request), tuple(u.tokens[position].typed for position in left))
    return None


def _say_nothing(said: Said, left: Sequence[int]) -> bool:
    """Words of no known meaning that neither name something nor turn a figure round."""
    words = [said.u.tokens[position] for position in left]
    is_plain = all(
        position not in said.u.by_position and not (token.is_capital and position and not token.starts_sentence)
        for position, token in zip(left, words, strict=True)
    )
    return is_plain and len(left) <= MOST_LEFT and said.turning.isdisjoint(token.word for token in words)
