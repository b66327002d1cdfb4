"""What a status asks for, of whom and by when, and the plays whose trigger has fired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from knowledge.documents import Document
from knowledge.pieces import reference
from tools.evidence import Passage, Section
from tools.facts import Fact
from tools.health.view import View, rule
from tools.periods import write_day
from tools.playbooks import ROLES, steps_of, text_of
from tools.plays import applicable_plays, why
from tools.signals.catalogue import SIGNALS

MOST_PLAYS = 3
PLAN = ("account",)
ACTION = rule("health_response", "What the status asks for", "text", "the company's response to the status", PLAN)
RESPONSIBLE = rule("health_responsible", "Responsible", "text", "the CSM of the account", PLAN)
ROLE = rule("health_response_owner", "Role", "text", "the company's owner of the response to the status", PLAN)
DUE = rule("health_response_due", "Due", "date", "the day of the score + the days of the company's response", PLAN)
PLAY_OWNER = rule("play_owner", "Owner", "text", "the role that runs the play", PLAN)
PLAY_DUE = rule("play_due", "Begin by", "date", "the day of the score + the days within which the play begins", PLAN)
BECAUSE = rule("play_because", "Because", "text", "the open signals that set it off, and the status it asks for")


def to_do(view: View) -> Section:
    """The response to the status, then up to three plays with what set each off; the text of the weightiest."""
    status = view.health.status or ""
    names = [signal.name for signal in view.open_signals]
    plays = applicable_plays(view.context.knowledge, names, status)
    told = [fact for play in plays[:MOST_PLAYS] for fact in _of_play(view, play)]
    return Section(
        title="What to do",
        layout="plays",
        facts=(*_response(view), *told),
        passages=tuple(_passage(play, text_of(play)) for play in plays[:1]),
        more=max(len(plays) - MOST_PLAYS, 0),
        missing="" if plays else "no play's trigger has fired",
    )


def next_step(view: View) -> Section:
    """The response to the status and the weightiest play with its steps; the others by name."""
    whole = to_do(view)
    names = [signal.name for signal in view.open_signals]
    plays = applicable_plays(view.context.knowledge, names, view.health.status or "")[:1]
    return whole.model_copy(update={"passages": tuple(_passage(play, steps_of(play)) for play in plays)})


def _response(view: View) -> Iterator[Fact]:
    if view.health.status is None:
        return
    response = view.company.health.response_of(view.health.status)
    yield view.fact(ACTION, response.action)
    csm = _person(view, view.record.account.csm)
    yield view.fact(RESPONSIBLE, csm, undefined_because=None if csm else "no CSM is recorded")
    yield view.fact(ROLE, response.owner)
    yield view.fact(DUE, _in_days(view, response.within_days), inputs={"within_days": response.within_days})


def _person(view: View, csm: str | None) -> str | None:
    """By name, where people.csv has one."""
    person = view.company.person(csm or "")
    return person.name if person else csm


def _of_play(view: View, play: Document) -> Iterator[Fact]:
    subject = {"play": play.title}
    yield view.fact(BECAUSE, _because(view, play), subject)
    yield view.fact(PLAY_OWNER, ROLES.get(play.owner, play.owner) or "CSM", subject)
    if play.within_days is not None:
        yield view.fact(PLAY_DUE, _in_days(view, play.within_days), subject, inputs={"within_days": play.within_days})


def _because(view: View, play: Document) -> str:
    names = [signal.name for signal in view.open_signals]
    return "; ".join(_fired(view, name) for name in why(play, names, view.health.status or ""))


def _fired(view: View, name: str) -> str:
    """'Champion left since 20 Feb 2026', or the status itself."""
    began = min((signal.began for signal in view.open_signals if signal.name == name), default=None)
    return f"{SIGNALS[name].label} since {write_day(began)}" if began else f"status {name}"


def _in_days(view: View, days: int) -> str:
    return (view.record.day + timedelta(days)).isoformat()


def _passage(play: Document, text: str) -> Passage:
    return Passage(kind="playbook", title=play.title, ref=reference(play), text=text)
