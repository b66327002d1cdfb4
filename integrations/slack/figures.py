"""Facts as people compare them: a few side by side as fields, a list as a table; as plain lines where neither shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from integrations.slack.escapes import literal
from integrations.slack.limits import FIELDS, Block, cut_words, size
from tools.facts import Fact
from tools.periods import Period, write_day

ROWS = 20
ABBREVIATIONS = frozenset({"arr", "mrr", "nrr", "grr", "csm", "nps", "csat", "ces", "cac", "cltv", "ltv"})
KEYS = 4
CELL = 120
REASON = 400
# All cells of one table, in characters after escaping.
TABLE = 3_500


def unsaid(facts: tuple[Fact, ...], prose: str) -> tuple[Fact, ...]:
    """The facts to show beside the prose: none when it already states every value, else all, to keep their order.

    What is not defined is no value; `reasons` says it. An answer of several parts chose what to tell; more figures
    of many kinds than a table shows are left to the working.
    """
    if len(facts) > ROWS and _differs(facts, _label):
        return ()
    valued = [fact for fact in facts if fact.value is not None]
    return () if len(facts) < 2 or all(_says(prose, literal(fact.display)) for fact in valued) else facts


def reasons(facts: tuple[Fact, ...], prose: str) -> list[str]:
    """One sentence for each reason why figures are not defined that the prose does not give."""
    without = [fact for fact in facts if fact.value is None and str(fact.undefined_because) not in prose]
    named: dict[str, list[str]] = {}
    for fact in without:
        named.setdefault(str(fact.undefined_because), []).append(_named(fact, without))
    return [
        cut_words(f"Not defined: {literal(', '.join(dict.fromkeys(names)))}, because {why}.", REASON)
        for why, names in named.items()
    ]


def figure_blocks(facts: tuple[Fact, ...]) -> list[Block]:
    """Fields for a handful of figures about one thing, a table for a list."""
    if not facts:
        return []
    if len(facts) <= FIELDS and not _differing_keys(facts) and not _differs(facts, _when):
        return [{"type": "section", "fields": [_field(fact) for fact in facts]}]
    rows = _fitting(table_rows(facts[:ROWS]))
    settings = [{"align": "right" if column == len(rows[0]) - 1 else "left"} for column in range(len(rows[0]))]
    cells = [[{"type": "raw_text", "text": cell} for cell in row] for row in rows]
    table = {"type": "table", "rows": cells, "column_settings": settings}
    return [table, *_left_out(len(rows) - 1, len(facts))]


def figure_lines(facts: tuple[Fact, ...]) -> list[str]:
    """The same figures as lines of text."""
    rows = table_rows(facts[:ROWS])[1:] if facts else []
    lines = [literal(f"• {', '.join(row[:-1])}: {row[-1]}") for row in rows]
    return lines + ([f"(showing {ROWS} of {len(facts)} figures)"] if len(facts) > ROWS else [])


def table_rows(facts: tuple[Fact, ...]) -> list[list[str]]:
    """A header and one row for each fact: what tells the facts apart, then the value."""
    keys = _differing_keys(facts)[:KEYS]
    has_period, has_measure = _differs(facts, _when), _differs(facts, _label) or not (keys or _differs(facts, _when))
    header = [spoken(key).capitalize() if spoken(key).islower() else spoken(key) for key in keys]
    header += ["Period"] * has_period + ["Measure"] * has_measure + ["Value" if has_measure else facts[0].label]
    rows = [
        [fact.subject.get(key, "") for key in keys]
        + [_when(fact)] * has_period
        + [fact.label] * has_measure
        + [fact.display]
        for fact in facts
    ]
    return [[cut_words(" ".join(cell.split()) or "-", CELL) for cell in row] for row in [header, *rows]]


def _named(fact: Fact, facts: list[Fact]) -> str:
    """Its label, with what tells it apart from the others."""
    apart = [fact.subject[key] for key in _differing_keys(tuple(facts)) if key in fact.subject]
    return f"{fact.label} ({', '.join(apart)})" if apart else fact.label


def _fitting(rows: list[list[str]]) -> list[list[str]]:
    totals = accumulate(sum(map(size, row)) for row in rows)
    return rows[: max(2, sum(total <= TABLE for total in totals))]


def _says(prose: str, display: str) -> bool:
    """As a figure of its own: the prose "15 of 5,000" does not say "5"."""
    return re.search(rf"(?<![\w.,]){re.escape(display)}(?!\w|[.,]\d)", prose) is not None


def spoken(name: str) -> str:
    """A column's name as people say it: opening_arr is opening ARR."""
    return " ".join(word.upper() if word in ABBREVIATIONS else word for word in name.split("_"))


def _field(fact: Fact) -> Block:
    return {"type": "mrkdwn", "text": f"*{cut_words(fact.label, CELL)}*\n{cut_words(fact.display, CELL)}"}


def _left_out(shown: int, total: int) -> list[Block]:
    if shown == total:
        return []
    return [{"type": "context", "elements": [{"type": "mrkdwn", "text": f"showing {shown} of {total} figures"}]}]


def _differing_keys(facts: tuple[Fact, ...]) -> list[str]:
    keys = dict.fromkeys(key for fact in facts for key in fact.subject)
    return [key for key in keys if len({fact.subject.get(key) for fact in facts}) > 1]


def _differs(facts: tuple[Fact, ...], part: Callable[[Fact], str]) -> bool:
    return len({part(fact) for fact in facts}) > 1


def _label(fact: Fact) -> str:
    return fact.label


def _when(fact: Fact) -> str:
    if fact.period is None:
        return write_day(fact.as_of)
    return fact.period.label or Period(start=fact.period.start, end=fact.period.end).name
