"""An answer as blocks: the sentence first, then its figures, what was assumed, and what to do next."""

from __future__ import annotations

from assistant.answer import Answer
from integrations.slack.figures import figure_blocks, figure_lines, unsaid
from integrations.slack.limits import BUTTON, SECTION, Block, cut_lines, cut_words, split_lines
from integrations.slack.message import Message
from integrations.slack.mrkdwn import from_markdown
from integrations.slack.wording import REASONS, WHAT_WAS_WRONG
from tools.periods import write_day

# Room for figures, context and buttons within what one message may hold.
PROSE = 6_000
NOTE = 500
CHOICES = 5
SOURCES = 4
RATED = ("answered", "declined")


def answer_message(answer: Answer) -> Message:
    return Message(answer_text(answer), tuple(answer_blocks(answer)))


def answer_blocks(answer: Answer) -> list[Block]:
    """Prose, figures the prose does not state, small print, then choices, "Show the math" and feedback."""
    prose = _prose(answer) or "-"
    return [
        *(_section(piece) for piece in split_lines(prose, SECTION - 100)),
        *figure_blocks(unsaid(answer.facts, prose)),
        *_small_print(answer),
        *_buttons(answer),
        *_feedback(answer),
    ]


def answer_text(answer: Answer) -> str:
    """The whole answer without blocks: what a notification, a screen reader or a plain client shows."""
    prose = _prose(answer)
    figures = figure_lines(unsaid(answer.facts, prose))
    notes = [f"_{note}_" for note in _notes(answer)]
    choices = [f"• {choice.label}" for choice in answer.choices]
    return "\n".join([prose, *figures, *choices, *notes]).strip() or "-"


def reasons_message(answer_id: str) -> Message:
    """What was wrong? One button for each reason."""
    buttons = [_button(f"reason_{key}", label, f"{answer_id}|{key}") for key, label in REASONS.items()]
    return Message(WHAT_WAS_WRONG, (_section(WHAT_WAS_WRONG), {"type": "actions", "elements": buttons}))


def _prose(answer: Answer) -> str:
    return cut_lines(from_markdown(cut_lines(answer.answer, PROSE)), PROSE)


def _small_print(answer: Answer) -> list[Block]:
    elements = [{"type": "mrkdwn", "text": cut_words(note, NOTE)} for note in _notes(answer)]
    return [{"type": "context", "elements": elements}] if elements else []


def _notes(answer: Answer) -> list[str]:
    """As-of date, assumptions and sources, each on one line."""
    days = sorted({fact.as_of for fact in answer.facts})
    titles = list(dict.fromkeys(source.title for source in answer.sources))
    more = f" and {len(titles) - SOURCES} more" if len(titles) > SOURCES else ""
    notes = [
        f"As of {write_day(days[-1])}" if days else "",
        f"Assumed: {'; '.join(answer.assumptions)}" if answer.assumptions else "",
        f"Sources: {', '.join(titles[:SOURCES])}{more}" if titles else "",
    ]
    return [" ".join(note.split()) for note in notes if note]


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
    return {"type": "plain_text", "text": cut_words(" ".join(text.split()) or "-", BUTTON)}
