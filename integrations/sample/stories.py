"""What happens to whom: the cast of stories.yaml playing the arcs of arcs/, on absolute dates.

The dates are the truth an evaluation may check answers against.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from integrations.sample.curves import Curve, curve_from
from integrations.sample.phrases import HERE, read_yaml
from integrations.sample.window import FIRST_DAY, LAST_DAY, working_day

Does = Literal["note", "ticket", "survey", "leave", "join", "move", "opportunity", "goal", "advocacy", "unpaid"]

ALWAYS_KNOWN = ("move", "leave", "join")


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Beat(Strict):
    """One thing that happens, `day` days from the anchor. `what` names it when it is part of the story's truth.

    A note that is not answered is no conversation. `promise` names what we promise in it, for `due` days later; nobody
    says afterwards that it was done.
    """

    day: int
    does: Does
    what: str = ""
    text: str = ""
    type: str = ""
    role: str = "champion"
    title: str = ""
    score: float | None = None
    priority: str = "normal"
    is_escalated: bool = False
    is_open: bool = False
    kind: str = ""
    factor: float = 1.0
    plan: str = ""
    reason: str = ""
    is_answered: bool = True
    promise: str = ""
    due: int = 0
    on: date = date.max


class Onboarding(Strict):
    """How an onboarding went, in days from signature; None: it did not happen."""

    planned_end: int = 60
    first_value: int | None = None
    completed: int | None = None
    last_step: str = "admin trained"
    last_step_day: int = 20


class Arc(Strict):
    """A story without a place: levels are factors on the account's own normal, by day from the anchor.

    `withdrawn` are the roles that no longer talk with us nor answer surveys, with their first day of silence, unless a
    beat says so. `signs` are the signals the story shows, with the day each can first be seen.
    """

    story: str
    outcome: Literal["churned", "contracted", "expanded", "kept", "open", "returned"]
    pattern: str = ""
    usage: dict[int, float] = Field(default_factory=dict)
    intensity: dict[int, float] = Field(default_factory=dict)
    breadth: dict[int, float] = Field(default_factory=dict)
    mood: dict[int, float] = Field(default_factory=dict)
    ties: dict[int, float] = Field(default_factory=dict)
    silence: tuple[int, int] | None = None
    withdrawn: dict[str, int] = Field(default_factory=dict)
    signs: dict[str, int] = Field(default_factory=dict)
    onboarding: Onboarding | None = None
    csm_call: str = ""
    csm_call_reason: str = ""
    beats: tuple[Beat, ...] = ()


class Story(Strict):
    """One account's story; beats that are not on record are left out."""

    account: str
    story: str
    outcome: str
    pattern: str
    anchor: date
    usage: Curve
    intensity: Curve
    breadth: Curve
    mood: Curve
    ties: Curve
    silence: tuple[date, date] | None
    withdrawn: dict[str, date]
    signs: dict[str, date]
    onboarding: Onboarding | None
    csm_call: str
    csm_call_reason: str
    beats: tuple[Beat, ...]

    @property
    def span(self) -> tuple[date, date]:
        """First and last day the story touches."""
        days = [day for curve in (self.usage, self.intensity, self.breadth, self.mood, self.ties) for day, _ in curve]
        days += [beat.on for beat in self.beats] + [self.anchor]
        return min(days), max(days)

    @property
    def began(self) -> date:
        """The day of the first thing that happened."""
        return min((beat.on for beat in self.beats), default=self.anchor)

    @property
    def dates(self) -> dict[str, date]:
        """What happened when, as far as the truth of the story names it."""
        return {beat.what: beat.on for beat in self.beats if beat.what}


def _tell(account: str, anchor: date, arc: Arc) -> Story:
    beats = (beat.model_copy(update={"on": _day_of(beat, anchor)}) for beat in arc.beats)
    return Story(
        account=account,
        anchor=anchor,
        usage=curve_from(anchor, arc.usage),
        intensity=curve_from(anchor, arc.intensity),
        breadth=curve_from(anchor, arc.breadth),
        mood=curve_from(anchor, arc.mood),
        ties=curve_from(anchor, arc.ties),
        silence=arc.silence and (anchor + timedelta(arc.silence[0]), anchor + timedelta(arc.silence[1])),
        withdrawn=_on_days(arc.withdrawn, anchor),
        signs={sign: day for sign, day in _on_days(arc.signs, anchor).items() if FIRST_DAY <= day <= LAST_DAY},
        beats=tuple(beat for beat in beats if _is_on_record(beat)),
        **arc.model_dump(include={"story", "outcome", "pattern", "onboarding", "csm_call", "csm_call_reason"}),
    )


def _on_days(days: Mapping[str, int], anchor: date) -> dict[str, date]:
    return {name: anchor + timedelta(day) for name, day in days.items()}


def _is_on_record(beat: Beat) -> bool:
    """Contracts and people are known from the start, what was said and written since the first day."""
    return (beat.does in ALWAYS_KNOWN or beat.on >= FIRST_DAY) and beat.on <= LAST_DAY


def _day_of(beat: Beat, anchor: date) -> date:
    """Contracts change on their day, people act on working days."""
    day = anchor + timedelta(beat.day)
    return day if beat.does == "move" else working_day(day)


@cache
def load_arcs() -> dict[str, Arc]:
    paths = sorted((HERE / "arcs").glob("*.yaml"))
    return {name: Arc(**arc) for path in paths for name, arc in read_yaml(f"arcs/{path.name}").items()}


@cache
def load_stories() -> tuple[Story, ...]:
    """Every story of the company, with absolute dates."""
    arcs = load_arcs()
    return tuple(_tell(role["account"], role["anchor"], arcs[role["arc"]]) for role in read_yaml("stories.yaml"))
