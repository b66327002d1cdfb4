"""The working behind an answer: for each figure its definition, period, inputs, rows and query."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from assistant.answer import Answer
from integrations.slack.escapes import literal
from integrations.slack.figures import spoken
from integrations.slack.limits import Block, cut_lines, cut_words
from integrations.slack.message import Message
from integrations.slack.mrkdwn import code_block
from integrations.slack.wording import NO_FIGURES
from tools.facts import Fact, Value
from tools.periods import Period, write_day

# Six groups at their longest stay within one message.
GROUPS = 6
FIGURES = 8
FORMULA = 300
GROUP = 1_100
QUERY = 600
LINE = 200
NOTE = 200


def math_message(answer: Answer) -> Message:
    blocks = math_blocks(answer)
    lines = [block["text"]["text"] for block in blocks if "text" in block]
    return Message("\n\n".join(lines), tuple(blocks))


def math_blocks(answer: Answer) -> list[Block]:
    """One group for the figures that share definition, period and query; the query is cut to what one reads."""
    groups = [list(facts) for _, facts in groupby(answer.facts, key=_shared)]
    if not groups:
        return [_section(NO_FIGURES)]
    blocks = [block for facts in groups[:GROUPS] for block in _group(facts)]
    if len(groups) > GROUPS:
        blocks.append(_context(f"showing {GROUPS} of {len(groups)} calculations"))
    return blocks


def _shared(fact: Fact) -> tuple[str, int, str, str]:
    return fact.definition.name, fact.definition.version, _period(fact), fact.source.query


def _group(facts: list[Fact]) -> list[Block]:
    first, rule = facts[0], facts[0].definition
    title = f"*{rule.name}* (version {rule.version}), {_period(first)}\n{cut_words(rule.formula, FORMULA)}"
    figures = "\n".join(line for fact in facts[:FIGURES] for line in _figure(fact))
    query = cut_lines(first.source.query.strip(), QUERY)
    tables = ", ".join(first.source.tables) or "no table"
    left_out = f" · showing {FIGURES} of {len(facts)} figures" if len(facts) > FIGURES else ""
    return [
        _section(cut_lines(f"{title}\n{figures}", GROUP)),
        *([_section(code_block(query.split("\n")))] if query else []),
        _context(f"Read from {tables} · as of {write_day(first.as_of)}{left_out}"),
    ]


def _figure(fact: Fact) -> list[str]:
    """The value with the rows it rests on, then what it was computed from."""
    name = literal(", ".join([fact.label, *fact.subject.values()]))
    why = f" because {fact.undefined_because}" if fact.undefined_because else ""
    inputs = "; ".join(f"{spoken(key)} {_input(value)}" for key, value in fact.inputs.items())
    lines = [f"• {name}: *{fact.display}*{why} ({fact.source.rows:,} rows)", f"   from {inputs}" if inputs else ""]
    return [cut_words(" ".join(line.split("\n")), LINE) for line in lines if line]


def _input(value: Value) -> str:
    if value is None:
        return "not known"
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}" if isinstance(value, int) else value


def _period(fact: Fact) -> str:
    return Period(start=fact.period.start, end=fact.period.end).name if fact.period else f"at {write_day(fact.as_of)}"


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut_words(text, NOTE)}]}
