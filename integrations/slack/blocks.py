"""An answer as blocks: what was assumed, the sentence, its figures, where they come from, and what to do next."""

from __future__ import annotations

from pathlib import Path

from assistant.answer import Answer
from assistant.prose.frame import is_stated
from assistant.prose.sources import sources_line
from integrations.slack.escapes import literal
from integrations.slack.figures import figure_blocks, figure_lines, reasons, unsaid
from integrations.slack.limits import BUTTON, SECTION, Block, cut_lines, cut_words, split_lines
from integrations.slack.message import Message
from integrations.slack.mrkdwn import from_markdown
from integrations.slack.wording import REASONS, WHAT_WAS_WRONG
from tools.facts import Fact
from tools.periods import write_day

# Room for figures, context and buttons within what one message may hold.
PROSE = 6_000
NOTE = 500
CHOICES = 5
REASONS_SHOWN = 3
RATED = ("answered", "declined")


def answer_message(answer: Answer) -> Message:
    return Message(answer_text(answer), tuple(answer_blocks(answer)), tuple(Path(file) for file in answer.files))


def answer_blocks(answer: Answer) -> list[Block]:
    """Assumptions before the number, prose, figures it does not state, sources, then buttons and feedback."""
    prose, facts = _prose(answer) or "-", _beside(answer)
    return [
        *_small_print(_assumed(answer, prose)),
        *(_section(piece) for piece in split_lines(prose, SECTION - 100)),
        *figure_blocks(unsaid(facts, prose)),
        *_small_print(reasons(facts, prose)[:REASONS_SHOWN]),
        *_small_print(_rests_on(answer)),
        *_buttons(answer),
        *_feedback(answer),
    ]


def answer_text(answer: Answer) -> str:
    """The whole answer without blocks: what a notification, a screen reader or a plain client shows."""
    prose, facts = _prose(answer), _beside(answer)
    figures = [*figure_lines(unsaid(facts, prose)), *reasons(facts, prose)[:REASONS_SHOWN]]
    notes = [f"_{note}_" for note in [*_assumed(answer, prose), *_rests_on(answer)]]
    choices = [f"• {literal(choice.label)}" for choice in answer.choices]
    return "\n".join([prose, *figures, *choices, *notes]).strip() or "-"


def _beside(answer: Answer) -> tuple[Fact, ...]:
    """Figures that may stand beside the prose; a draft has chosen what it shows."""
    return () if answer.papers else answer.facts


def reasons_message(answer_id: str) -> Message:
    """What was wrong? One button for each reason."""
    buttons = [_button(f"reason_{key}", label, f"{answer_id}|{key}") for key, label in REASONS.items()]
    return Message(WHAT_WAS_WRONG, (_section(WHAT_WAS_WRONG), {"type": "actions", "elements": buttons}))


def _prose(answer: Answer) -> str:
    return cut_lines(from_markdown(cut_lines(answer.answer, PROSE)), PROSE)


def _small_print(notes: list[str]) -> list[Block]:
    elements = [{"type": "mrkdwn", "text": cut_words(note, NOTE)} for note in notes]
    return [{"type": "context", "elements": elements}] if elements else []


def _assumed(answer: Answer, prose: str) -> list[str]:
    """What was taken for granted and the prose does not say itself."""
    assumptions = [literal(assumption) for assumption in answer.assumptions]
    unsaid_ones = [assumption for assumption in assumptions if not is_stated(assumption, prose)]
    return [_one_line(f"Assumed: {'; '.join(unsaid_ones)}")] if unsaid_ones else []


def _rests_on(answer: Answer) -> list[str]:
    """As-of date and sources, each on one line."""
    days = sorted({fact.as_of for fact in answer.facts})
    notes = [f"As of {write_day(days[-1])}"] if days else []
    return notes + ([_one_line(f"Sources: {literal(sources)}")] if (sources := sources_line(answer)) else [])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _buttons(answer: Answer) -> list[Block]:
    chosen = enumerate(answer.choices[:CHOICES])
    buttons = [_button(f"choice_{n}", choice.label, f"{answer.id}|{n}") for n, choice in chosen]
    if answer.facts:
        buttons.append(_button("show_math", "Show the math", answer.id))
    return [{"type": "actions", "elements": buttons}] if buttons else []


def _feedback(answer: Answer) -> list[Block]:
    if answer.outcome not in RATED:
        return []
    element = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {"text": _plain("Helpful"), "value": f"{answer.id}|good"},
        "negative_button": {"text": _plain("Not right"), "value": f"{answer.id}|bad"},
    }
    return [{"type": "context_actions", "elements": [element]}]


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _button(action_id: str, label: str, value: str) -> Block:
    return {"type": "button", "action_id": action_id, "text": _plain(label), "value": value}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": cut_words(_one_line(text) or "-", BUTTON)}
