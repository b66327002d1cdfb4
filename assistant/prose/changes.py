"""Values against each other: two periods or groups, and one value over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.prose.frame import Frame, frame_of, is_fiscal, is_period
from assistant.prose.wording import (
    about,
    counted,
    during,
    is_plural,
    lowered,
    phrase,
    sentence_case,
    shown,
    span_name,
    to_be,
)
from tools.evidence import Evidence
from tools.facts import Fact
from tools.periods import write_day

OTHERS = "all others"
# By the sign as written: what rounds to nothing is no rise.
VERBS: Mapping[str, str] = {"+": "rose", "-": "fell"}


@dataclass(frozen=True)
class Side:
    """One of two values, and the words that tell it from the other: "in Q3 2024", "for FinTech"."""

    fact: Fact
    words: str


def write_comparison(evidence: Evidence) -> Iterator[str]:
    """Both values and their difference in one sentence."""
    one, other, *changes = evidence.facts
    frame = _compared_frame(evidence, one, other)
    is_over_time = (one.period, one.as_of) != (other.period, other.as_of)
    whens = _moments(evidence, changes, frame) if is_over_time else ("", "")
    differing = [name for name in one.subject if one.subject[name] != other.subject.get(name)]
    sides = [_side(fact, differing, when) for fact, when in zip((one, other), whens, strict=True)]
    common = about(one, differing)
    if None in (one.value, other.value):
        yield frame.under(_partly_undefined(sides, common))
        return
    end = f": {_change(changes)}." if changes else "."
    both = _both(sides[0], sides[1], common, is_now=frame.is_now)
    yield frame.under(sentence_case(both) + end if is_over_time else frame.around(both, end))


def write_trend(evidence: Evidence) -> Iterator[str]:
    """From the first to the last value in a sentence, then every step."""
    steps, changes = evidence.facts[: evidence.headline], evidence.facts[evidence.headline :]
    defined = [fact for fact in steps if fact.value is not None]
    names = _step_names(evidence, steps, changes)
    frame = frame_of(evidence, steps[0])
    words = " ".join([steps[0].label, about(steps[0])]).strip()
    if changes:
        course = _course(words, defined, changes, names)
        yield frame.under(
            f"{sentence_case(frame.lead)}, {lowered(course)}." if frame.lead else f"{sentence_case(course)}."
        )
    else:
        yield frame.under(f"{evidence.title}{f' {scope}' if (scope := about(steps[0])) else ''}:")
    yield "\n".join(f"- {names[fact.as_of.isoformat()]}: **{shown(fact)}**" for fact in steps)
    why = next((fact.undefined_because for fact in steps if fact.value is None), None)
    if why:
        yield f"Not defined where {why}."


def _compared_frame(evidence: Evidence, one: Fact, other: Fact) -> Frame:
    """Neither side's period nor filter is left to the small print: the sentence says both."""
    frame, theirs = frame_of(evidence, one), frame_of(evidence, other)
    others = tuple(text for text in frame.others if text in theirs.others and not is_period(text))
    return replace(frame, others=others)


def _moments(evidence: Evidence, changes: Sequence[Fact], frame: Frame) -> tuple[str, str]:
    """When each side was, as the tool names it where it has a short name."""
    one, other = evidence.facts[:2]
    names = changes[0].subject if changes else {}
    first = frame.lead or (frame.when if one.period is None else _during(evidence, one, names.get("of", "")))
    if other.period is None:
        return first, f"at the close of {write_day(other.as_of)}"
    return first, _during(evidence, other, names.get("from", ""))


def _during(evidence: Evidence, fact: Fact, name: str) -> str:
    is_short = name and " to " not in name.split("(")[0]
    return during(name if is_short else _step_name(evidence, fact))


def _side(fact: Fact, differing: Sequence[str], when: str) -> Side:
    said = {name: fact.subject[name] for name in differing if name in fact.subject}
    who = " ".join(f"for {value}" if value == OTHERS else phrase(name, value) for name, value in said.items())
    return Side(fact, " ".join(part for part in (who, when) if part))


def _both(one: Side, other: Side, common: str, *, is_now: bool) -> str:
    """ "NRR was **5 %** in 2024 against **4 %** in 2023"; two metrics are named on their own sides."""
    label, scope = one.fact.label, f" {common}" if common else ""
    against = f"{',' if '(' in one.words else ''} against **{shown(other.fact)}**"
    verb = to_be(one.fact, is_now=is_now)
    if label != other.fact.label:
        ours = f"{label}{scope} {verb} **{shown(one.fact)}** {one.words}".rstrip()
        return f"{ours}{against} for {lowered(other.fact.label)} {other.words}".rstrip()
    if one.fact.unit == "count" and is_plural(label):
        amount, _, noun = counted(one.fact).partition(" ")
        return f"there {verb} **{amount}** {noun}{scope} {one.words}{against} {other.words}"
    return f"{label}{scope} {verb} **{shown(one.fact)}** {one.words}{against} {other.words}"


def _partly_undefined(sides: Sequence[Side], common: str) -> str:
    missing = [side for side in sides if side.fact.value is None]
    known = [side for side in sides if side.fact.value is not None]
    where = " and ".join(side.words for side in missing)
    fact = missing[0].fact
    words = " ".join([fact.label, common]).strip()
    end = f" {sentence_case(known[0].words)} it was **{shown(known[0].fact)}**." if known else ""
    return f"{words} is **not defined** {where}: {fact.undefined_because}.{end}"


def _change(changes: Sequence[Fact]) -> str:
    """The difference, and what share of the earlier value it is."""
    share = f" ({shown(changes[1])})" if len(changes) > 1 else ""
    return f"**{shown(changes[0])}**{share}"


def _step_names(evidence: Evidence, steps: Sequence[Fact], changes: Sequence[Fact]) -> Mapping[str, str]:
    """By the last day of the step; the last step is named as the tool does when it is not over yet."""
    names = {fact.as_of.isoformat(): _step_name(evidence, fact) for fact in steps}
    last = changes[0].subject.get("of", "") if changes else ""
    if "partial" in last:
        names[steps[-1].as_of.isoformat()] = last
    return names


def _step_name(evidence: Evidence, fact: Fact) -> str:
    return span_name(fact.period, is_fiscal=is_fiscal(evidence)) if fact.period else write_day(fact.as_of)


def _course(words: str, defined: Sequence[Fact], changes: Sequence[Fact], names: Mapping[str, str]) -> str:
    first, last = (f"**{shown(fact)}** ({names[fact.as_of.isoformat()]})" for fact in (defined[0], defined[-1]))
    verb = VERBS.get(shown(changes[0])[:1], "did not change")
    return f"{words} {verb} from {first} to {last}: {_change(changes)}"
