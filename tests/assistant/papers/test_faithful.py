"""A sentence stands for a line of a draft only where it says what the line says, no less and no more."""

from __future__ import annotations

import pytest

from assistant.letters.papered import draft_of, letter_paper
from assistant.papers.faithful import faults
from assistant.papers.paper import Line, Lines
from tests.assistant.letters.drafts import KINDS, evidence

THANKS = "Thank you for our call on 22 Jun 2026. I also have not forgotten the reference you gave for us on 2 May 2026"
OPEN = "I have not forgotten “Sync is down”, which has been open since 10 Jun 2026 and is not solved."
GOAL = "For the goal “Plan less” the last figure I have is 14 (hours a week); 10 is what you aim for."
DUE = "Your contract comes up for renewal on 1 Sep 2026. I would like to talk about it now"
PAYS = "Today it covers 20 seats at $12,000 a year."
WHEN = "Could we talk on [day and time: fill in]?"
USE = "Today it is 20 seats at $12,000 a year. 14 people worked with it in the last four whole weeks."

KIND_OF = {
    THANKS: "follow_up",
    OPEN: "follow_up",
    GOAL: "follow_up",
    DUE: "renewal",
    PAYS: "renewal",
    WHEN: "renewal",
} | {USE: "contract_reduction"}
SAME = (
    (THANKS, "Thank you for the call on June 22, 2026. I have not forgotten the reference you gave us on 2 May 2026."),
    (OPEN, "“Sync is down” is still not solved; it has been open since 10 June 2026, and I have not forgotten it."),
    (GOAL, "On “Plan less”, my last figure is 14 (hours a week), against the 10 you aim for."),
    (DUE, "Your contract is up for renewal on 2026-09-01. I would like to talk now, while there is time to change it."),
    (PAYS, "It covers 20 seats today, at $12,000 per year."),
    (WHEN, "Would [day and time: fill in] work for a talk?"),
    (USE, "Today you have 20 seats for $12,000 a year, and 14 people worked with it in the last four whole weeks. "
          "The renewal is on 1 Sep 2026."),
)  # fmt: skip
OTHER = {
    "a day left out": (OPEN, "“Sync is down” is open and not solved; I have not forgotten it."),
    "another day": (OPEN, "I have not forgotten “Sync is down”, open since 10 Jul 2026 and not solved."),
    "a denial left out": (OPEN, "“Sync is down”, open since 10 Jun 2026, is solved."),
    "a quotation changed": (OPEN, "I have not forgotten “Sync was slow”, open since 10 Jun 2026 and not solved."),
    "a promise": (OPEN, "“Sync is down” is not solved, open since 10 Jun 2026; we will fix it this month."),
    "a feeling": (OPEN, "I am so sorry that “Sync is down”, open since 10 Jun 2026, is not solved."),
    "a number more": (PAYS, "Today it covers 20 seats at $12,000 a year, 2 more than before."),
    "a discount": (PAYS, "Today it covers 20 seats at $12,000 a year, and we can offer a discount."),
    "a name": (PAYS, "Today it covers 20 seats at $12,000 a year, says Maya."),
    "another value": (GOAL, "For “Plan less” my last figure is 14; 10 is what you aim for, and 12 hours are usual."),
    "values swapped": (GOAL, "For “Plan less” my last figure is 10; 14 is what you aim for."),
    "a gap filled": (WHEN, "Could we talk on Tuesday at 3?"),
    "a gap more": (WHEN, "Could we talk on [day and time: fill in] about [price: fill in]?"),
    "a decision": (DUE, "You have decided that your contract is up for renewal on 1 Sep 2026; let us talk now."),
    "a deed": (DUE, "Your contract comes up for renewal on 1 Sep 2026. I have sent you the order form."),
    "a link": (WHEN, "Could we talk on [day and time: fill in]? See https://evil.example"),
    "other matters": (
        PAYS,
        "Today 20 seats cost $12,000 a year, and rival vendors keep struggling with quality, support and outages.",
    ),
    "nothing": (PAYS, ""),
    "talk about the task": (PAYS, "Sure, here is the rewritten version of this draft line: 20 seats, $12,000."),
}  # fmt: skip


def line_of(start: str) -> Line:
    """The line of a long letter that begins so."""
    blocks = letter_paper(evidence(KIND_OF[start], length="long")).parts[0].blocks
    return next(
        line for block in blocks if isinstance(block, Lines) for line in block.lines if line.text.startswith(start)
    )


@pytest.mark.parametrize(("start", "text"), SAME)
def test_the_same_in_other_words_is_taken_with_days_in_any_usual_writing(start: str, text: str) -> None:
    assert faults(line_of(start), text, evidence(KIND_OF[start], length="long")) == ()


@pytest.mark.parametrize(("start", "text"), OTHER.values(), ids=OTHER.keys())
def test_what_says_less_or_more_is_not(start: str, text: str) -> None:
    assert faults(line_of(start), text, evidence(KIND_OF[start], length="long")) != ()


@pytest.mark.parametrize("kind", KINDS)
def test_each_paragraph_of_a_letter_may_stand_for_itself(kind: str) -> None:
    own = evidence(kind, length="long")
    texts = [one.text for one in draft_of(own).paragraphs if not one.items]
    lines = {line.text: line for block in letter_paper(own).parts[0].blocks for line in block.lines}  # type: ignore[union-attr]
    assert texts != []
    assert [(text, faults(lines[text], text, own)) for text in texts if faults(lines[text], text, own)] == []
