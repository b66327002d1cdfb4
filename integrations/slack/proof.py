"""The working behind an answer: for each figure its definition, period, inputs, rows and query."""

from __future__ import annotations

from decimal import Decimal

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
PAGES = 5
FIGURES = 8
FORMULA = 300
GROUP = 1_100
QUERY = 600
LINE = 200
NOTE = 200


def math_messages(answer: Answer) -> tuple[Message, ...]:
    """The working in pages, the figures that answer the question first; each page but the last leads to the next."""
    groups = _groups(answer.facts)
    if not groups:
        return (Message(NO_FIGURES, (_section(NO_FIGURES),)),)
    starts = range(0, min(len(groups), GROUPS * PAGES), GROUPS)
    return tuple(_page(answer.id, groups, start) for start in starts)


def _page(answer_id: str, groups: list[list[Fact]], start: int) -> Message:
    end = min(start + GROUPS, len(groups))
    blocks = [block for facts in groups[start:end] for block in _group(facts)]
    lines = [block["text"]["text"] for block in blocks if "text" in block]
    if len(groups) > GROUPS:
        shown = f"showing {start + 1} to {end} of {len(groups)} calculations"
        blocks.append(_context(shown))
        lines.append(shown)
    if end < min(len(groups), GROUPS * PAGES):
        blocks.append(_next(answer_id, start // GROUPS + 1))
    return Message("\n\n".join(lines), tuple(blocks))


def _groups(facts: tuple[Fact, ...]) -> list[list[Fact]]:
    """Figures by rule and period, in the order in which these come first."""
    found: dict[tuple[str, int, str], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.definition.name, fact.definition.version, _period(fact)), []).append(fact)
    return list(found.values())


def _group(facts: list[Fact]) -> list[Block]:
    """One rule with its figures; the query of the first, cut to what one reads."""
    first, rule = facts[0], facts[0].definition
    title = f"*{rule.name}* (version {rule.version}), {_period(first)}\n{cut_words(rule.formula, FORMULA)}"
    figures = "\n".join(line for fact in facts[:FIGURES] for line in _figure(fact))
    query = cut_lines(first.source.query.strip(), QUERY)
    tables = ", ".join(first.source.tables) or "no table"
    is_one = len({fact.source.query for fact in facts}) == 1
    notes = [
        f"Read from {tables}",
        f"as of {write_day(first.as_of)}",
        *([] if is_one or not query else ["query of the first figure"]),
        *([f"showing {FIGURES} of {len(facts)} figures"] if len(facts) > FIGURES else []),
    ]
    return [
        _section(cut_lines(f"{title}\n{figures}", GROUP)),
        *([_section(code_block(query.split("\n")))] if query else []),
        _context(" · ".join(notes)),
    ]


def _figure(fact: Fact) -> list[str]:
    """The value with the rows it rests on, then what it was computed from."""
    name = literal(", ".join([fact.label, *fact.subject.values()]))
    why = f" because {literal(fact.undefined_because)}" if fact.undefined_because else ""
    inputs = "; ".join(f"{spoken(key)} {literal(_input(value))}" for key, value in fact.inputs.items())
    rows = f"{fact.source.rows:,} {'row' if fact.source.rows == 1 else 'rows'}"
    lines = [f"• {name}: *{literal(fact.display)}*{why} ({rows})", f"   from {inputs}" if inputs else ""]
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


def _next(answer_id: str, page: int) -> Block:
    text = {"type": "plain_text", "text": "Next calculations"}
    button = {"type": "button", "action_id": "show_math", "text": text, "value": f"{answer_id}|{page}"}
    return {"type": "actions", "elements": [button]}
