"""Facts as the data of a chart: each mark is one fact, with the value as people read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from assistant.papers.outline import Slot
from assistant.papers.paper import Chart, Form, Point, Series, Tone
from assistant.papers.texts import harmless, label_of, text_of, value_of
from assistant.prose.rows import Own
from assistant.prose.signs import write_sign
from tools.facts import Fact, Number, Unit
from tools.periods import add_months

Drawn = Callable[[Sequence[Fact], Own], tuple[Series, ...]]

# Amounts that a bridge takes away although their facts are positive.
TAKEN_AWAY = re.compile(r"contraction|churned|lost")
LEVELS = re.compile(r"^(?:opening|closing)_")
LEAST: Mapping[Form, int] = {
    "trend": 2,
    "bridge": 3,
    "cohorts": 2,
    "contributions": 2,
    "timeline": 2,
    "buckets": 1,
}
MOST_COHORTS = 4
LINES: tuple[Form, ...] = ("trend", "cohorts")


def chart_of(form: Form, title: str, facts: Sequence[Fact], own: Own) -> Chart | None:
    """The chart, or None where too few of the facts have a value to make one."""
    known = [fact for fact in facts if _has_place(form, fact)]
    series = FORMS[form](known, own) if len(known) >= LEAST[form] else ()
    if not series or (form in LINES and max(len(one.points) for one in series) < LEAST[form]):
        return None
    unit: Unit = known[0].unit
    return Chart(form=form, title=title, unit=unit, currency=known[0].currency, series=series, facts=tuple(known))


def worded(chart: Chart, slot: Slot) -> Chart:
    """The chart in the words of the outline, on its scale."""
    series = (one.model_copy(update={"name": slot.words.get(one.name, one.name)}) for one in chart.series)
    return chart.model_copy(update={"series": tuple(series), "whole": slot.whole})


def _has_place(form: Form, fact: Fact) -> bool:
    if form == "timeline":
        return fact.unit in ("date", "text") and isinstance(fact.value, str)
    return isinstance(fact.value, Number) and fact.unit != "date"


def _trend(facts: Sequence[Fact], own: Own) -> tuple[Series, ...]:
    """A line for each metric and subject, over the ends of the facts' periods."""
    return _in_series(facts, lambda fact: _name(fact, own), _on)


def _cohorts(facts: Sequence[Fact], _own: Own) -> tuple[Series, ...]:
    """A line for each cohort from the first time after the one that names it, in which not all of it began to pay.

    Of very many, those that kept least: they are the ones to talk about. One that kept all of it is not among them.
    """
    lines = [
        _after_first(one) for one in _in_series(facts, lambda fact: harmless(fact.subject.get("cohort", "")), _age)
    ]
    whole = [one for one in lines if len(one.points) >= LEAST["cohorts"]]
    if len(lines) <= MOST_COHORTS:
        return tuple(lines)
    fallen = [one for one in whole if one.points[-1].value != 1] or whole
    least = sorted(fallen, key=lambda one: one.points[-1].value or 0)[:MOST_COHORTS]
    return tuple(one for one in whole if one in least)


def _after_first(series: Series) -> Series:
    points = tuple(point for point in series.points if point.at != series.name)
    return series.model_copy(update={"points": points})


def _bridge(facts: Sequence[Fact], _own: Own) -> tuple[Series, ...]:
    """Steps by their names; a word that ends all of them ("Opening ARR", "New ARR") is left to the title."""
    steps = [_step(fact) for fact in facts]
    firsts, _, lasts = zip(*(step.at.rpartition(" ") for step in steps), strict=True)
    names = firsts if len(set(lasts)) == 1 and all(firsts) else [step.at for step in steps]
    named = (step.model_copy(update={"at": name}) for step, name in zip(steps, names, strict=True))
    return (Series(name="", points=tuple(named)),)


def _contributions(facts: Sequence[Fact], own: Own) -> tuple[Series, ...]:
    return (Series(name="", points=tuple(_bar(fact, own) for fact in facts)),)


def _buckets(facts: Sequence[Fact], own: Own) -> tuple[Series, ...]:
    return _in_series(facts, label_of, lambda fact: _category(fact, own))


def _timeline(facts: Sequence[Fact], own: Own) -> tuple[Series, ...]:
    """Dated events, a series for each kind, oldest first; a text beside a day says what happened on it."""
    texts = {_key(fact, own): fact for fact in facts if fact.unit == "text" and own(fact)}
    kinds: dict[str, list[Point]] = {}
    for fact in sorted((fact for fact in facts if fact.unit == "date"), key=lambda fact: str(fact.value)):
        shown = _happened(fact, texts.get(_key(fact, own)))
        kinds.setdefault(fact.subject.get("kind", ""), []).append(Point(at=str(fact.value), value=None, shown=shown))
    return tuple(Series(name=harmless(kind), points=tuple(points)) for kind, points in kinds.items())


def _happened(fact: Fact, text: Fact | None) -> str:
    """In the words told beside it, else as a sign."""
    return value_of(text) if text else text_of(write_sign(fact)).replace("**", "")


def _key(fact: Fact, own: Own) -> tuple[str, ...]:
    return tuple(own(fact).values())


def _in_series(facts: Sequence[Fact], name: Callable[[Fact], str], place: Callable[[Fact], str]) -> tuple[Series, ...]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(name(fact), []).append(fact)
    return tuple(
        Series(name=key, points=tuple(_point(fact, place(fact)) for fact in members)) for key, members in found.items()
    )


def _point(fact: Fact, at: str) -> Point:
    return Point(at=at, value=_number(fact), shown=value_of(fact))


def _step(fact: Fact) -> Point:
    """A level as it is; a step with its sign."""
    value, label = _number(fact), label_of(fact)
    if LEVELS.match(fact.metric):
        return Point(at=label, value=value, shown=value_of(fact))
    down = bool(TAKEN_AWAY.search(fact.metric)) and value > 0
    signed = -value if down else value
    tone: Tone = "bad" if signed < 0 else "good" if signed else "plain"
    return Point(at=label, value=signed, shown=f"-{value_of(fact)}" if down else value_of(fact), tone=tone)


def _bar(fact: Fact, own: Own) -> Point:
    value = _number(fact)
    tone: Tone = "plain" if not fact.is_change else "bad" if value < 0 else "good"
    return Point(at=_category(fact, own), value=value, shown=value_of(fact), tone=tone)


def _number(fact: Fact) -> Number:
    assert isinstance(fact.value, Number)
    return fact.value


def _name(fact: Fact, own: Own) -> str:
    return ", ".join(harmless(value) for name, value in own(fact).items() if name not in TIMES) or label_of(fact)


def _category(fact: Fact, own: Own) -> str:
    return ", ".join(harmless(value) for value in own(fact).values()) or label_of(fact)


def _on(fact: Fact) -> str:
    """The month where the value is of a whole one, "2026-06", else the day it holds on."""
    span = fact.period
    if span and span.start.day == 1 and span.end == add_months(span.start, 1) - timedelta(days=1):
        return f"{span.end:%Y-%m}"
    return (span.end if span else fact.as_of).isoformat()


def _age(fact: Fact) -> str:
    """How far into its life a cohort is: the month or quarter named beside it, else the day."""
    return next((harmless(value) for name, value in fact.subject.items() if name in TIMES), _on(fact))


TIMES = ("month", "quarter", "age", "week", "year", "day")
FORMS: Mapping[Form, Drawn] = {
    "trend": _trend,
    "bridge": _bridge,
    "cohorts": _cohorts,
    "contributions": _contributions,
    "timeline": _timeline,
    "buckets": _buckets,
}
