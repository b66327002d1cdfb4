"""Values against each other: two periods or groups, and one value over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.prose.frame import Frame, frame_of, is_fiscal, is_period
from assistant.prose.wording import about, during, is_plural, phrase, sentence_case, shown, span_name
from tools.evidence import Evidence
from tools.facts import Fact
from tools.periods import write_day


def write_comparison(evidence: Evidence) -> Iterator[str]:
    """Both values and their difference in one sentence."""
    one, other, *changes = evidence.facts
    frame = _compared_frame(evidence, one, other)
    differing = [name for name in one.subject if one.subject[name] != other.subject.get(name)]
    words = " ".join([one.label, about(one, differing)]).strip()
    whens = _moments(evidence, one, other, frame)
    sides = [_side(fact, differing, when) for fact, when in zip((one, other), whens, strict=True)]
    if None in (one.value, other.value):
        yield frame.under(_partly_undefined(words, (one, other), sides))
        return
    verb = ("are" if is_plural(one.label) else "is") if frame.is_now else ("were" if is_plural(one.label) else "was")
    both = f"{words} {verb} **{shown(one)}** {sides[0]} against **{shown(other)}** {sides[1]}"
    end = f": {_change(changes)}." if changes else "."
    is_same_time = not whens[0]
    yield frame.under(frame.around(both, end) if is_same_time else sentence_case(both) + end)


def write_trend(evidence: Evidence) -> Iterator[str]:
    """From the first to the last value in a sentence, then every step."""
    steps, changes = evidence.facts[: evidence.headline], evidence.facts[evidence.headline :]
    defined = [fact for fact in steps if fact.value is not None]
    names = {id(fact): _step_name(evidence, fact) for fact in steps}
    frame = frame_of(evidence, steps[0])
    words = " ".join([steps[0].label, about(steps[0])]).strip()
    yield frame.under(_course(words, defined, changes, names) if changes else f"{words}, step by step:")
    yield "\n".join(f"- {names[id(fact)]}: **{shown(fact)}**" for fact in steps)
    why = next((fact.undefined_because for fact in steps if fact.value is None), None)
    if why:
        yield f"Not defined where {why}."


def _compared_frame(evidence: Evidence, one: Fact, other: Fact) -> Frame:
    """Neither side's period nor filter is left to the small print: the sentence says both."""
    frame, theirs = frame_of(evidence, one), frame_of(evidence, other)
    others = tuple(text for text in frame.others if text in theirs.others and not is_period(text))
    return replace(frame, others=others)


def _moments(evidence: Evidence, one: Fact, other: Fact, frame: Frame) -> tuple[str, str]:
    """When each side was, or nothing where both were at the same time."""
    if (one.period, one.as_of) == (other.period, other.as_of):
        return "", ""
    second = _close_or_period(evidence, other)
    return frame.lead or (frame.when if one.period is None else _close_or_period(evidence, one)), second


def _close_or_period(evidence: Evidence, fact: Fact) -> str:
    if fact.period is None:
        return f"at the close of {write_day(fact.as_of)}"
    return during(span_name(fact.period, is_fiscal=is_fiscal(evidence)))


def _side(fact: Fact, differing: Sequence[str], when: str) -> str:
    who = " ".join(phrase(name, fact.subject[name]) for name in differing if name in fact.subject)
    return " ".join(part for part in (who, when) if part)


def _partly_undefined(words: str, facts: Sequence[Fact], sides: Sequence[str]) -> str:
    missing = [(fact, side) for fact, side in zip(facts, sides, strict=True) if fact.value is None]
    known = [
        f"{side} it was **{shown(fact)}**" for fact, side in zip(facts, sides, strict=True) if fact.value is not None
    ]
    fact, side = missing[0]
    where = side if known else " and ".join(sides)
    end = f". {sentence_case(known[0])}." if known else "."
    return f"{sentence_case(words)} is **not defined** {where}: {fact.undefined_because}{end}"


def _change(changes: Sequence[Fact]) -> str:
    """The difference, and what share of the earlier value it is."""
    share = f" ({shown(changes[1])})" if len(changes) > 1 else ""
    return f"**{shown(changes[0])}**{share}"


def _step_name(evidence: Evidence, fact: Fact) -> str:
    return span_name(fact.period, is_fiscal=is_fiscal(evidence)) if fact.period else write_day(fact.as_of)


def _course(words: str, defined: Sequence[Fact], changes: Sequence[Fact], names: dict[int, str]) -> str:
    first, last = defined[0], defined[-1]
    change = Decimal(changes[0].value) if isinstance(changes[0].value, (Decimal, int)) else Decimal(0)
    ends = f"**{shown(first)}** ({names[id(first)]}) to **{shown(last)}** ({names[id(last)]})"
    if not change:
        return f"{sentence_case(words)} went from {ends}, unchanged."
    return f"{sentence_case(words)} {'rose' if change > 0 else 'fell'} from {ends}: {_change(changes)}."
