"""One sign on an account's record in a line: since when, what, how much."""

from __future__ import annotations

from assistant.prose.escaping import plain
from assistant.prose.templates import fill
from assistant.prose.wording import shown
from tools.facts import Fact
from tools.periods import write_day


def write_sign(fact: Fact) -> str:
    """ "**12 Apr 2026** Usage drop: 46 % fewer uses a week (210 before, 113 now)"."""
    figures = {name: plain(value) if isinstance(value, str) else value for name, value in fact.inputs.items()}
    said = fill("signs", fact.metric, figures)
    over = fact.period is not None and fact.period.end < fact.as_of
    until = f" until {write_day(fact.period.end)}" if over and fact.period else ""
    return f"{fact.label} since **{shown(fact)}**{until}{f': {said}' if said else ''}"
