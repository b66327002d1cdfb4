"""explain_health: one account's score, what it is made of, what moved it, the way back and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tools.account_requests import ExplainHealth
from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact, write_value
from tools.health.component import INPUTS
from tools.health.measures import SCORE
from tools.health.sections.evidence import evidence, quotes
from tools.health.sections.held import held, held_facts, open_signs
from tools.health.sections.made_of import freshness, inputs, made_of, old_evidence, unknown
from tools.health.sections.moved import change_fact, drivers, moved, signs
from tools.health.sections.proof import track_record
from tools.health.sections.to_do import next_step, to_do
from tools.health.sections.way_back import shortest, way_back
from tools.health.view import View, rule, view_of
from tools.last_asked import Start, start_of
from tools.periods import write_day
from tools.record.choosing import on_day, record_of

STATUS = rule(
    "health_status", "Health status", "text", "the score against the company's thresholds, or lower by open grave signs"
)
Part = Callable[[View], Section]
PARTS: Mapping[str, tuple[Part, ...]] = {
    "everything": (held, drivers, next_step, shortest, quotes, inputs, unknown),
    "contributions": (held, made_of, unknown, freshness),
    "changes": (moved, signs),
    "recovery": (shortest, held, way_back, to_do),
    "evidence": (open_signs, evidence, freshness),
    "play": (to_do,),
}
# What a full explanation holds but does not tell: asked for by its topic.
DETAILS: Mapping[str, tuple[Part, ...]] = {
    "everything": (open_signs, made_of, freshness, moved, signs, evidence, way_back),
}


def explain_health(context: Context, request: ExplainHealth) -> Evidence:
    """Head: score and status, what holds it below that of the score, the change where one is asked for.

    Raises UnknownName, AmbiguousName, NoData.
    """
    context = on_day(context, request.as_of)
    record = record_of(context, request.account)
    start = start_of(context, record, request.since)
    view = view_of(context, record, start.day)
    if view.health.score is None:
        return _without_score(view)
    sections = [part(view) for part in PARTS[request.topic] if part is not held or view.health.cap]
    details = [part(view).model_copy(update={"is_detail": True}) for part in DETAILS.get(request.topic, ())]
    return in_sections(
        tuple(_head(view, request)),
        (*sections, track_record(context), *details),
        title=f"Health of {record.account.name}",
        assumptions=_assumptions(view, request, start),
        notes=tuple(old_evidence(view)),
    )


def _head(view: View, request: ExplainHealth) -> Iterator[Fact]:
    health = view.health
    inputs = {item.name: item.score for item in health.inputs} | {"coverage": health.coverage}
    yield view.fact(SCORE, health.score, inputs=inputs)
    levels = view.company.health.levels_of(view.record.account.segment)
    limits = {"green_from": str(levels.green), "yellow_from": str(levels.yellow)}
    yield view.fact(STATUS, health.status, inputs={**limits, "score": health.score, "by_score": health.status_of_score})
    yield from held_facts(view.record, health, view.company)
    if request.since or request.topic in ("everything", "changes"):
        yield change_fact(view)


def _assumptions(view: View, request: ExplainHealth, start: Start) -> tuple[str, ...]:
    company, segment = view.company.health, view.record.account.segment
    weights = company.weights_of(segment).model_dump()
    total = sum(weights.values())
    shares = ", ".join(f"{name} {weights[name] / total * 100:.0f} %" for name in INPUTS)
    own = f" for {segment}" if segment in company.segments else ""
    levels = company.levels_of(segment)
    said = [
        f"at the close of {write_day(view.record.day)}",
        f"weights{own}: {shares}, of what is known",
        f"green from {levels.green:g}, yellow from {levels.yellow:g}",
    ]
    if view.health.coverage < 1:
        said.append(f"known: {write_value(view.health.coverage, 'percent')} of that weight")
    if request.topic in ("everything", "changes"):
        said.append(f"compared with the close of {write_day(view.since)}")
    return (*said, *([start.said] if start.said else []))


def _without_score(view: View) -> Evidence:
    """What is missing, and why there is no score."""
    missing = unknown(view)
    return in_sections(
        (view.fact(SCORE, None, undefined_because=view.health.because),),
        (missing,) if missing.facts else (),
        title=f"Health of {view.record.account.name}",
        assumptions=(f"at the close of {write_day(view.record.day)}",),
        outcome="declined",
        reason="undefined",
    )
