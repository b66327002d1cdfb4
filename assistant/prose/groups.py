"""Values side by side: a breakdown with its total, a ranking, a list of accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.prose.escaping import plain
from assistant.prose.frame import NO_DATE, NO_PERIOD, frame_of
from assistant.prose.wording import about, dimension_words, is_plural, lowered, sentence_case, shown
from tools.evidence import Evidence
from tools.facts import Fact
from tools.names import listed

# By whether several share the first place, and whether it is so now.
HAS = {(False, True): "has", (True, True): "share", (False, False): "had", (True, False): "shared"}
FIRST = {
    (False, True): "comes first by",
    (True, True): "are level by",
    (False, False): "came first by",
    (True, False): "were level by",
}
ADDED = ("money", "count")
SUPERLATIVES: Mapping[tuple[bool, str], str] = {
    (True, "highest"): "the most",
    (True, "lowest"): "the fewest",
    (False, "highest"): "the highest",
    (False, "lowest"): "the lowest",
}


def write_breakdown(evidence: Evidence) -> Iterator[str]:
    """The total first where there is one, then a line per group, then whether the parts add up."""
    groups, rest = evidence.facts[: evidence.headline], evidence.facts[evidence.headline :]
    dimensions = grouped_by(groups, rest)
    frame = frame_of(evidence, groups[0])
    words = _about_all(groups[0], dimensions)
    total = rest[0] if rest else None
    by = f"{sentence_case(lowered(groups[0].label))} by {dimension_words(dimensions)}{words}"
    if all(fact.value is None for fact in groups):
        yield frame.under(frame.around(by, f": **not defined** for any of them, as {groups[0].undefined_because}."))
        return
    yield frame.under(frame.around(by, f": **{shown(total)}** {_as_a_whole(total)}." if total else ":"))
    yield "\n".join(f"- **{named(fact, dimensions)}**: {shown(fact)}" for fact in groups)
    yield " ".join(_sums(evidence, groups, total, dimensions))


def write_ranking(evidence: Evidence) -> Iterator[str]:
    """Who comes first, in a sentence; then the ranks."""
    ranked = evidence.facts[: evidence.headline]
    dimensions = grouped_by(ranked, ())
    frame = frame_of(evidence, ranked[0])
    yield frame.under(
        f"{sentence_case(frame.lead or frame.when)}, {_winner(evidence, dimensions, is_now=frame.is_now)}."
    )
    if evidence.place:
        ahead = evidence.facts[evidence.headline :]
        yield (
            f"Ahead of it: {listed([f'{named(fact, dimensions)} ({shown(fact)})' for fact in ahead])}." if ahead else ""
        )
        return
    if len(ranked) > 1:
        yield ranks(ranked, dimensions)
    if evidence.omitted:
        yield _showing(evidence)


def write_list(evidence: Evidence) -> Iterator[str]:
    """How many match, then the accounts with the value they are sorted by."""
    accounts, counts = evidence.facts[: evidence.headline], evidence.facts[evidence.headline :]
    if not accounts:
        yield evidence.message or "Nothing matches that."
        asked = [_with_period(text) for text in evidence.assumptions if not text.startswith(NO_DATE)]
        if asked:
            yield f"_Asked for: {plain('; '.join(asked), 300)}._"
        return
    frame = frame_of(evidence, accounts[0])
    order = f", {found} first" if (found := _order(accounts)) else ""
    by = f"By {lowered(accounts[0].label)}{_about_all(accounts[0], ['account'])} {frame.when or frame.lead}{order}:"
    yield frame.under(f"{_how_many(counts, is_all=not frame.others)}. {by}")
    yield ranks(accounts, ["account"])
    if evidence.omitted:
        yield _showing(evidence)


def _with_period(assumption: str) -> str:
    if not assumption.startswith(NO_PERIOD):
        return assumption
    return f"{assumption.removeprefix(NO_PERIOD)} (no period was asked)"


def grouped_by(groups: Sequence[Fact], totals: Sequence[Fact]) -> list[str]:
    """The dimensions in which the groups differ; of a single group, those its total does not have."""
    names = list(dict.fromkeys(name for fact in groups for name in fact.subject))
    differing = [name for name in names if len({fact.subject.get(name) for fact in groups}) > 1]
    if differing or not names:
        return differing
    return [name for name in names if totals and name not in totals[0].subject] or names[-1:]


def named(fact: Fact, dimensions: Sequence[str]) -> str:
    return ", ".join(_value(name, fact.subject.get(name, "")) for name in dimensions) or fact.label


def ranks(facts: Sequence[Fact], dimensions: Sequence[str]) -> str:
    return "\n".join(
        f"{place}. **{named(fact, dimensions)}**: {shown(fact)}" for place, fact in enumerate(facts, start=1)
    )


def _value(dimension: str, value: str) -> str:
    words = dimension.removeprefix("is_").replace("_", " ")
    return {"yes": words, "no": f"not {words}"}.get(value, plain(value))


def _about_all(fact: Fact, dimensions: Sequence[str]) -> str:
    words = about(fact, dimensions)
    return f" {words}" if words else ""


def _as_a_whole(total: Fact) -> str:
    return "in total" if total.unit in ADDED else "overall"


def _sums(evidence: Evidence, groups: Sequence[Fact], total: Fact | None, dimensions: Sequence[str]) -> Iterator[str]:
    if evidence.omitted:
        whole = f" The figure {_as_a_whole(total)} covers all of them." if total else ""
        yield f"{_showing(evidence)}{whole}"
    elif total is not None and total.unit in ADDED and len(groups) > 1:
        yield _whether_parts_add_up(groups, total, dimensions)
    why = next((fact.undefined_because for fact in groups if fact.value is None), None)
    if why:
        yield f"Not defined where {why}."


def _whether_parts_add_up(groups: Sequence[Fact], total: Fact, dimensions: Sequence[str]) -> str:
    parts = sum((Decimal(fact.value) for fact in groups if isinstance(fact.value, (Decimal, int))), Decimal(0))
    whole = Decimal(total.value) if isinstance(total.value, (Decimal, int)) else Decimal(0)
    if parts == whole:
        return "The parts add up to the total."
    if parts > whole and total.unit == "count":
        kind = dimension_words(dimensions)
        return f"The same one can count under more than one {kind}, so the parts do not add up to the total."
    return "The parts do not add up to the total."


def _winner(evidence: Evidence, dimensions: Sequence[str], *, is_now: bool) -> str:
    """ "**FinTech** has the highest ARR: **$5**", or who share the first place."""
    ranked = evidence.facts[: evidence.headline]
    first = ranked[0]
    if evidence.place and first.value is not None:
        return _at_place(evidence, dimensions, is_now=is_now)
    if first.value is None:
        return f"{first.label} is **not defined** for any of them: {first.undefined_because}"
    best = [fact for fact in ranked if fact.value == first.value]
    names = listed([f"**{named(fact, dimensions)}**" for fact in best])
    label, order = f"{lowered(first.label)}{_about_all(first, dimensions)}", evidence.order or _order(ranked)
    if order is None:
        return f"{names} {FIRST[len(best) > 1, is_now]} {label}: **{shown(first)}**"
    superlative = SUPERLATIVES[first.unit == "count" and is_plural(first.label), order]
    return f"{names} {HAS[len(best) > 1, is_now]} {superlative} {label}: **{shown(first)}**"


def _at_place(evidence: Evidence, dimensions: Sequence[str], *, is_now: bool) -> str:
    """ "**FinTech** is number 2 by highest ARR: **$5**"."""
    fact, order = evidence.facts[0], evidence.order or "highest"
    by = f"number {evidence.place} by {order} {lowered(fact.label)}{_about_all(fact, dimensions)}"
    return f"**{named(fact, dimensions)}** {'is' if is_now else 'was'} {by}: **{shown(fact)}**"


def _order(ranked: Sequence[Fact]) -> str | None:
    """As the values run; unknown for a single value and for equal ones."""
    values = [Decimal(fact.value) for fact in ranked if isinstance(fact.value, (Decimal, int))]
    if not values or values[0] == values[-1]:
        return None
    return "highest" if values[0] > values[-1] else "lowest"


def _how_many(counts: Sequence[Fact], *, is_all: bool) -> str:
    """ "**3** accounts match", or only "**3** accounts" when there was nothing to match."""
    if not counts:
        return "Accounts"
    is_one = counts[0].value == 1
    matches = "" if is_all else " matches" if is_one else " match"
    return f"**{shown(counts[0])}** {'account' if is_one else 'accounts'}{matches}"


def _showing(evidence: Evidence) -> str:
    return f"Showing {evidence.headline} of {evidence.headline + evidence.omitted:,}."
