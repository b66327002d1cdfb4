"""What accounts are held to beside metrics: 'health below 40', 'no contact in 30 days', 'renewing within 90 days'.

Read from the words alone, so that the same words may mean something else in another question; who takes a demand uses
its positions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.conditions import AFTER, BEFORE, Comparison
from assistant.planner.demand_book import COMPARES, comparators, demand_book
from assistant.planner.phrases import Match, longest
from assistant.planner.spans import Span, spans_of
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import words_of
from tools.requests import Condition, Trait

WEAK, UNTIL, SINCE, AGE = "count", "until", "since", "age"
SILENCE = "contact_silence"
IN_DAYS = (UNTIL, SINCE, AGE)
REACH = 6
# From the end of the first amount of a range to the second: '40 and 60'.
SECOND = 2
MOST = 4
FLIPPED: dict[Comparison, Comparison] = {
    "above": "at_most", "at_least": "below", "below": "at_least", "at_most": "above",
}  # fmt: skip


@dataclass(frozen=True)
class Demand:
    """Conditions on one measure, or one trait, and the positions that say it."""

    kind: str
    conditions: tuple[Condition, ...] = ()
    trait: Trait | None = None
    at: frozenset[int] = frozenset()

    @property
    def is_denied(self) -> bool:
        """'without open escalations'."""
        return self.kind == WEAK and self.conditions[0].comparison == "at_most"


@dataclass(frozen=True)
class Demands:
    """Every demand of a question, in order."""

    found: tuple[Demand, ...] = ()

    def of(self, *kinds: str) -> tuple[Demand, ...]:
        return tuple(item for item in self.found if item.kind in kinds)

    @property
    def used(self) -> frozenset[int]:
        return frozenset().union(*(item.at for item in self.found))

    @property
    def bounded(self) -> frozenset[int]:
        """Positions of the demands that a number, a time or a 'no' states: nothing else can mean these."""
        sure = (item for item in self.found if item.kind not in (WEAK, "trait") or item.is_denied)
        return frozenset().union(*(item.at for item in sure))


def demands_of(u: Understanding) -> Demands:
    """Each of them by the bound nearest to it; a bound belongs to one of them only."""
    named = frozenset(position for match in u.accounts for position in match.at)
    marks = longest(comparators().find(u.tokens, named), COMPARES)
    found: list[Demand] = []
    everything = [match for match in demand_book().find(u.tokens, named) if not _is_of_sign(u, match)]
    for longer in longest(everything, ("bound", "trait")):
        taken = frozenset().union(*(item.at for item in found))
        meant = [longer, *(match for match in everything if match.at == longer.at and match != longer)]
        demand = next((item for match in meant if (item := _demand(u, match, marks, taken)) is not None), None)
        if demand is not None and taken.isdisjoint(demand.at):
            found.append(demand)
    return Demands((*found, *_due(u, found)))


def _is_of_sign(u: Understanding, match: Match) -> bool:
    """'champions went silent' is a sign of its own, not the silence of accounts; so is 'with champion left'."""
    signs = [sign for sign in u.of("signal") if sign.value != SILENCE]
    is_trait = match.kind == "trait" and not negation_before(u, match.first)
    is_part = match.value == "days_since_contact" or is_trait
    return is_part and any({*match.at} < {*sign.at} for sign in signs)


def _due(u: Understanding, found: Sequence[Demand]) -> tuple[Demand, ...]:
    """'renewals over 50k at risk in the next 90 days': the one time ahead that nothing else is bound by."""
    taken = frozenset().union(*(item.at for item in found))
    named = [match for match in demand_book().find(u.tokens) if match.kind == "bound" and taken.isdisjoint(match.at)]
    named = [match for match in named if words_of("demands")["bounds"][match.value]["kind"] == UNTIL]
    coming = {at for when in u.whens if when.mention.period.end > u.calendar.as_of for at in when.at}
    ahead = [span for span in spans_of(u, is_ahead=True) if taken.isdisjoint(span.at) and coming & {*span.at}]
    if not named or len(ahead) != 1:
        return ()
    bounds = _in_days(named[0], UNTIL, ahead[0], (), is_negated=False)
    return (Demand(UNTIL, bounds[0], at=frozenset((*named[0].at, *ahead[0].at))),) if bounds else ()


def _demand(u: Understanding, match: Match, marks: Sequence[Match], taken: frozenset[int]) -> Demand | None:
    if match.kind == "trait":
        return _trait(u, match)
    kind = words_of("demands")["bounds"][match.value]["kind"]
    if kind in IN_DAYS:
        return _timed(u, match, kind, marks, taken)
    return _numbered(u, match, kind, marks, taken) or (_counted(u, match) if kind == WEAK else None)


def _trait(u: Understanding, match: Match) -> Demand | None:
    no = negation_before(u, match.first)
    has = () if no else _having(u, match.first)
    if not no and not has:
        return None
    trait = Trait(name=match.value, values=("no",) if no else ("yes",))
    return Demand("trait", trait=trait, at=frozenset((*match.at, *no, *has)))


def _counted(u: Understanding, match: Match) -> Demand:
    """'open escalations', 'without open escalations'."""
    no = negation_before(u, match.first)
    has = () if no else _having(u, match.first)
    bound = Condition(metric=match.value, comparison="at_most" if no else "at_least", amount=0 if no else 1)
    return Demand(WEAK, (bound,), at=frozenset((*match.at, *no, *has)))


def _numbered(
    u: Understanding, match: Match, kind: str, marks: Sequence[Match], taken: frozenset[int]
) -> Demand | None:
    """By the nearest amount of its kind that a comparator stands beside, without other words between."""
    ranged = _ranged(u, match, kind, marks, taken)
    if ranged is not None:
        return ranged
    near = [amount for amount in u.amounts if _is_near(u, match, amount.at, marks, taken)]
    for amount in sorted(near, key=lambda item: _distance(match, item.at)):
        bound = _comparison(amount.at, marks)
        if bound is None or (kind == "percent") != amount.is_percent or (amount.is_money and kind != "money"):
            continue
        number = amount.number / 100 if amount.is_percent else amount.number
        conditions = [Condition(metric=match.value, comparison=bound[0], amount=number)]
        at = {*match.at, *amount.at, *bound[1], *_small_between(u, match, amount.at)}
        return Demand("number", tuple(conditions), at=frozenset(at))
    return None


def _ranged(u: Understanding, match: Match, kind: str, marks: Sequence[Match], taken: frozenset[int]) -> Demand | None:
    """'between 40 and 60'."""
    for low, high in zip(u.amounts, u.amounts[1:], strict=False):
        is_pair = u.word(low.at[0] - 1) == "between" and high.at[0] - low.at[-1] == SECOND
        if not is_pair or (kind == "percent") != high.is_percent or low.at[0] - 1 - match.last > REACH:
            continue
        at = (low.at[0] - 1, *low.at, low.at[-1] + 1, *high.at)
        scale = 100 if high.is_percent else 1
        bounds = (
            Condition(metric=match.value, comparison="at_least", amount=low.number / scale),
            Condition(metric=match.value, comparison="at_most", amount=high.number / scale),
        )
        if match.last < at[0] and _is_near(u, match, at, marks, taken):
            return Demand("number", bounds, at=frozenset((*match.at, *at, *_small_between(u, match, at))))
    return None


def _timed(u: Understanding, match: Match, kind: str, marks: Sequence[Match], taken: frozenset[int]) -> Demand | None:
    """By the nearest stretch of time: 'in 30 days', 'for more than two months', 'since March', 'next quarter'."""
    near = [span for span in spans_of(u, is_ahead=kind == UNTIL) if _is_near(u, match, span.at, marks, taken)]
    for span in sorted(near, key=lambda item: _distance(match, item.at)):
        no = negation_before(u, match.first) if kind == SINCE else ()
        bounds = _in_days(match, kind, span, marks, is_negated=bool(no) or _is_silence(u, match))
        if bounds is None:
            continue
        conditions, marked = bounds
        at = {*match.at, *span.at, *no, *marked, *_small_between(u, match, span.at)}
        return Demand(kind, conditions, at=frozenset(at))
    return None


def _in_days(
    match: Match, kind: str, span: Span, marks: Sequence[Match], *, is_negated: bool
) -> tuple[tuple[Condition, ...], tuple[int, ...]] | None:
    said = _comparison(span.at, marks)
    marked = said[1] if said else ()
    name = str(match.value)
    if kind == UNTIL:
        latest: Comparison = said[0] if said else "at_most"
        bounds = [Condition(metric=name, comparison=latest, amount=span.days)]
        if latest in ("at_most", "below"):
            bounds.insert(0, Condition(metric=name, comparison="at_least", amount=span.opens))
        return tuple(bounds), marked
    if not span.reaches_today:
        return None
    if kind == AGE and said is None:
        return None
    usual: Comparison = "above" if is_negated else "at_most"
    comparison = said[0] if said else usual
    if is_negated and comparison in ("below", "at_most"):
        comparison = FLIPPED[comparison]
    return (Condition(metric=name, comparison=comparison, amount=span.days),), marked


def _is_silence(u: Understanding, match: Match) -> bool:
    """'silent for 30 days', 'last contact 60 days ago': the time itself says that nothing was since."""
    words = {u.word(position) for position in match.at}
    return bool(words & {"silent", "quiet", "silence", "untouched", "last"})


def _comparison(at: Sequence[int], marks: Sequence[Match]) -> tuple[Comparison, tuple[int, ...]] | None:
    for mark in marks:
        if mark.kind in BEFORE and mark.last in (at[0] - 1, at[0] - 2):
            return mark.kind, mark.at
        if mark.kind in AFTER and mark.first == at[-1] + 1:
            return AFTER[mark.kind], mark.at
    return None


def _distance(match: Match, at: Sequence[int]) -> tuple[int, bool]:
    """How many words stand between; behind before in front."""
    return (at[0] - match.last, False) if at[0] > match.last else (match.first - at[-1], True)


def _between(match: Match, at: Sequence[int]) -> range:
    return range(match.last + 1, at[0]) if at[0] > match.last else range(at[-1] + 1, match.first)


def _small_between(u: Understanding, match: Match, at: Sequence[int]) -> set[int]:
    """The small words between; another amount there, and what it bounds, is not this demand's."""
    others = {position for amount in u.amounts for position in amount.at}
    others |= {position for metric in u.of("metric") for position in metric.at}
    return set(_between(match, at)) - others


def _is_near(u: Understanding, match: Match, at: Sequence[int], marks: Sequence[Match], taken: frozenset[int]) -> bool:
    """Nothing but comparators and small words between, and no comma."""
    between = _between(match, at)
    if not taken.isdisjoint(at) or len(between) > REACH:
        return False
    marked = {position for mark in marks for position in mark.at}
    marked |= {position for amount in u.amounts if amount.at != at for position in amount.at}
    small = words_of("demands")["between"]
    is_parted = any("," in u.tokens[position].before for position in (*between, between.stop))
    return not is_parted and all(position in marked or u.word(position) in small for position in between)


def negation_before(u: Understanding, first: int, reach: int = 5) -> tuple[int, ...]:
    """Where the 'no' or 'not' stands that the word at `first` falls under; empty for none."""
    table = words_of("demands")
    for position in range(first - 1, max(first - 1 - reach, -1), -1):
        if u.tokens[position + 1].follows_mark:
            return ()
        if u.word(position) in table["negations"]:
            return tuple(range(position, first))
        if u.word(position) not in table["between"]:
            return ()
    return ()


def _having(u: Understanding, first: int) -> tuple[int, ...]:
    """The 'with' before it, articles passed over."""
    position = first - 1
    while position >= 0 and u.word(position) in ("a", "an", "the", "at", "least", "one", "any", "some", "still"):
        position -= 1
    is_had = position >= 0 and u.word(position) in words_of("demands")["having"]
    return tuple(range(position, first)) if is_had else ()
