"""What an account answered to surveys: the newest answers with their scores, and what was written, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from tools.briefing.brief import Brief
from tools.evidence import Section
from tools.facts import Fact
from tools.health.view import rule
from tools.metrics.metric import exact
from tools.record.rows import Survey
from tools.record.stated import lacking
from tools.signals.signal import Mention, Signal
from tools.signals.stating import passages_of

MOST_ANSWERS = 5
READS = ("surveys", "contacts")
DAY = rule("survey_answered_on", "Answered", "date", "as recorded", READS)
KIND = rule("survey_kind", "Survey", "text", "as recorded", READS)
SCORE = rule(
    "survey_score", "Score", "count", "as recorded: NPS 0 to 10, CSAT and onboarding 1 to 5, CES 1 to 7", READS
)
PERSON = rule("survey_answered_by", "By", "text", "the contact who answered, where recorded", READS)
KINDS = {"nps": "NPS", "csat": "CSAT", "ces": "CES", "onboarding": "onboarding"}


def answers(brief: Brief) -> Section:
    """The newest first; only what is new where a day is asked about."""
    held = _held(brief)
    shown = held[:MOST_ANSWERS]
    mentions = tuple(Mention("surveys", one.survey_id, one.answered_on, one.comment) for one in shown if one.comment)
    told = Signal("survey", brief.record.account.account_id, brief.record.day, 0, shown_by=mentions)
    return Section(
        title="Survey answers",
        name="survey_answers",
        layout="table",
        facts=tuple(fact for one in shown for fact in _row(brief, one, {"answer": one.survey_id})),
        passages=passages_of(brief.record, told) if mentions else (),
        more=len(held) - len(shown),
        missing="" if shown else lacking(brief.record, ("surveys",)) or "no survey answer is on record",
    )


def answers_head(brief: Brief) -> Iterator[Fact]:
    """The newest answer; nothing without one."""
    for one in _held(brief)[:1]:
        yield from _row(brief, one, {})


def _held(brief: Brief) -> list[Survey]:
    return [one for one in reversed(brief.record.surveys) if brief.is_new(one.answered_on)]


def _row(brief: Brief, one: Survey, subject: dict[str, str]) -> Iterator[Fact]:
    yield brief.fact(DAY, one.answered_on, subject)
    yield brief.fact(KIND, KINDS.get(one.type, one.type), subject)
    yield brief.fact(SCORE, int(one.score) if one.score == int(one.score) else exact(one.score), subject)
    yield from brief.known(PERSON, brief.record.contact_names.get(one.contact_id or ""), subject)
