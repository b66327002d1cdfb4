"""One sign on an account's record in a line: what, since when, how much."""

from __future__ import annotations

from assistant.prose.escaping import plain
from assistant.prose.templates import fill
from assistant.prose.wording import shown
from tools.facts import Fact
from tools.periods import write_day


def write_sign(fact: Fact) -> str:
    """ "Use dropped since **12 Apr 2026**: 210 uses a week before, 113 now"."""
    over_on = write_day(fact.period.end) if fact.period and fact.period.end < fact.as_of else ""
    since = f"**{shown(fact)}**"
    when = f"from {since} to {over_on}" if over_on else f"since {since}"
    figures = {name: plain(value) if isinstance(value, str) else value for name, value in fact.inputs.items()}
    said = fill("signs", fact.metric, {**figures, "label": fact.label, "when": when})
    if not said:
        return f"{fact.label} {when}"
    return said if when in said or not over_on else f"{said}, over on {over_on}"
