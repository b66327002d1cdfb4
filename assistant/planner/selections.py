"""Which rows a question means: values, marks, accounts and places become filters, negated or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.accounts import is_numbering
from assistant.planner.index import PLACES, TWINS, emitted
from assistant.planner.lexicon import ordinary_words
from assistant.planner.phrases import Match
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import word_set
from tools.dimensions import ACCOUNT, applicable
from tools.metrics.metric import Metric
from tools.requests import Filter

PREFERENCE = ("segment", "plan", "industry", "country", "region", "csm", "referral_source")
# Everyday words that are values only where a value can stand.
ORDINARY = word_set("ordinary_values")
# How often something is billed, where it is not how often something is shown.
BILLED = frozenset(("monthly", "annual", "quarterly", "yearly", "weekly", "daily", "annually"))
BILLING = word_set("billing")
LEADS = word_set("leads")
NOUNS = word_set("nouns")
CARING = word_set("caring")
LINKS = frozenset(("is", "are", "the", "of", "a", "an", "equal", "equals", "was", "were", "only"))
NEGATED_THROUGH = word_set("negated_through")


@dataclass(frozen=True)
class Selected:
    """Filters of a question, and the positions they explain; `values` are those of one dimension, in order."""

    filters: tuple[Filter, ...] = ()
    used: frozenset[int] = frozenset()

    def values_of(self, dimension: str) -> tuple[str, ...]:
        return next((item.values for item in self.filters if item.dimension == dimension and not item.is_excluded), ())


@dataclass(frozen=True)
class _Pick:
    dimension: str
    value: str
    at: tuple[int, ...]


def selected(u: Understanding, metric: Metric | None) -> Selected:
    """Every filter that the question names, for rows of this metric (for accounts where there is none)."""
    picks = [
        *_values(u, metric), *_flags(u, metric), *_places(u), *_numbered(u),
        *(_Pick(ACCOUNT, str(match.value), match.at) for match in u.accounts),
    ]  # fmt: skip
    picks.sort(key=lambda pick: pick.at)
    grouped: dict[tuple[str, bool], list[str]] = defaultdict(list)
    used: set[int] = set()
    excluded: dict[int, bool] = {}
    for index, pick in enumerate(picks):
        negation = _negation(u, picks, index, excluded)
        excluded[index] = negation is not None
        grouped[pick.dimension, excluded[index]].append(pick.value)
        used.update(pick.at, negation or (), _companions(u, pick))
    filters = tuple(
        Filter(dimension=dimension, values=tuple(dict.fromkeys(values))[:12], is_excluded=is_excluded)
        for (dimension, is_excluded), values in grouped.items()
    )
    return Selected(filters[:6], frozenset(used))


def fitting(u: Understanding, metric: Metric | None) -> frozenset[str]:
    """Names of the dimensions that rows of the metric can be cut by, as they are emitted."""
    tables = (metric.frame.cut_table,) if metric else ()
    return frozenset(emitted(name) for name in applicable(u.index.vocabulary.dimensions, tables))


def _values(u: Understanding, metric: Metric | None) -> list[_Pick]:
    cuts = fitting(u, metric)
    picks: dict[tuple[int, ...], _Pick] = {}
    values = [*u.of("value"), *(match for match in u.shadowed if _is_no_cut(u, match, cuts))]
    for match in [*values, *values]:  # twice: a value may stand because of a later one beside it
        apt = [(dimension, value) for dimension, value in match.value if dimension in cuts]
        if (apt or not _is_ordinary(u, match) or _is_counted(u, match)) and _can_stand(u, match, list(picks.values())):
            dimension, value = _preferred(u, match, apt or list(match.value))
            picks[match.at] = _Pick(dimension, value, match.at)
    return list(picks.values())


def _is_no_cut(u: Understanding, shadowed: Match, cuts: frozenset[str]) -> bool:
    """Whether the dimension of the same name cannot cut these rows ('features' as a reason of churn)."""
    other = u.by_position.get(shadowed.first)
    return other is not None and other.kind == "dimension" and cuts.isdisjoint(other.value)


def _preferred(u: Understanding, match: Match, meanings: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The meaning whose dimension is named nearby, else the one people mean most often."""
    near = {
        name
        for other in u.of("dimension")
        if min(abs(other.first - match.last), abs(match.first - other.last)) <= 3
        for name in other.value
    }

    def place(meaning: tuple[str, str]) -> tuple[bool, int]:
        name = meaning[0]
        return name not in near, PREFERENCE.index(name) if name in PREFERENCE else len(PREFERENCE)

    return min(meanings, key=place)


def _is_ordinary(u: Understanding, match: Match) -> bool:
    if len(match.at) > 1:
        return False
    token = u.tokens[match.first]
    return token.word in ORDINARY or token.plain in ORDINARY or token.word in ordinary_words()


def _can_stand(u: Understanding, match: Match, picks: Sequence[_Pick]) -> bool:
    """Whether an everyday word stands where a value stands; a code like IN or US needs capitals or a clear place."""
    if not _is_ordinary(u, match):
        return True
    token, before, after = u.tokens[match.first], u.word(match.first - 1), u.word(match.last + 1)
    if len(token.plain) <= 2:
        return _is_code(u, match, before, after)
    if any(abs(pick.at[0] - match.first) <= 2 and pick.dimension in dict(match.value) for pick in picks):
        return True
    behind = next((at for at in range(match.last + 1, len(u.tokens)) if u.word(at) not in ("as", "the", "a")), -1)
    beside = u.by_position.get(behind), u.by_position.get(match.first - 1)
    if token.word in BILLED:
        return after in BILLING or before in BILLING
    is_named = any(
        other and other.kind == "dimension" and set(other.value) & set(dict(match.value)) for other in beside
    )
    is_alone = len(u.tokens) <= 3
    is_led = before in LEADS or (before == "of" and u.word(match.first - 2) == "because")
    return is_named or after in NOUNS or is_led or is_alone or _is_counted(u, match)


def _is_counted(u: Understanding, match: Match) -> bool:
    """'how many references': rows of that kind are counted."""
    counting = u.by_position.get(match.first - 1)
    tables = {
        u.index.vocabulary.dimensions[name].table for name, _ in match.value if name in u.index.vocabulary.dimensions
    }
    is_plural = u.tokens[match.last].is_plural and "accounts" not in tables
    return is_plural and counting is not None and counting.kind == "count"


def _is_code(u: Understanding, match: Match, before: str, after: str) -> bool:
    typed = u.tokens[match.first].typed
    if typed.isupper() and not u.text.isupper():
        return True
    is_before = before in ("in", "from", "the", "versus", "and", "country", "market") and u.plain(match.first) == "us"
    return is_before or (u.plain(match.first) == "us" and after in ("account", "market"))


def _flags(u: Understanding, metric: Metric | None) -> list[_Pick]:
    cuts = fitting(u, metric)
    table = metric.frame.cut_table if metric else "accounts"
    dimensions = u.index.vocabulary.dimensions
    picks = []
    for match in u.of("flag"):
        names = sorted(
            match.value,
            key=lambda name: (name not in cuts, dimensions[name].table != table if name in dimensions else True),
        )
        picks.append(_Pick(names[0], "true", match.at))
    return picks


def _places(u: Understanding) -> list[_Pick]:
    """Countries that the company's data does not hold: kept as typed, so that the tool can say so."""
    names = [name for name in u.index.vocabulary.dimensions if any(place in name for place in PLACES)]
    if not names:
        return []
    return [
        _Pick(names[0], " ".join(u.tokens[position].typed for position in match.at), match.at)
        for match in u.of("place")
    ]


def _numbered(u: Understanding) -> list[_Pick]:
    """'feature_77' where no feature has that number: kept as typed."""
    picks = []
    for position, token in enumerate(u.tokens[:-1]):
        following = u.tokens[position + 1]
        match = u.by_position.get(position + 1)
        if token.word in u.index.numbered and is_numbering(following) and match is None:
            value = f"{token.plain}_{following.plain}"
            own = u.by_position.get(position)
            if own is None or own.kind in ("dimension", "metric", "value", "noun"):
                picks.append(_Pick(u.index.numbered[token.word], value, (position, position + 1)))
    return picks


def _negation(
    u: Understanding, picks: Sequence[_Pick], index: int, excluded: dict[int, bool]
) -> tuple[int, ...] | None:
    """Where the 'not' before the value stands, also over a list ('excluding US and UK'), or 'excluded' after it."""
    pick = picks[index]
    after = u.by_position.get(pick.at[-1] + 1)
    if after and after.kind == "not" and u.word(after.first) in ("excluded",):
        return after.at
    unset = _unset(u, pick)
    if unset:
        return unset
    position = pick.at[0] - 1
    while position >= 0:
        match = u.by_position.get(position)
        if match and match.kind == "not":
            return None if pick.dimension == ACCOUNT and u.word(match.first - 1) in word_set("asking_if") else match.at
        earlier = next((other for other in range(index) if position in picks[other].at), None)
        if earlier is not None:
            return (
                ()
                if excluded[earlier]
                and picks[earlier].dimension == pick.dimension
                and _is_list(u, picks[earlier], pick)
                else None
            )
        if u.word(position) not in NEGATED_THROUGH | {"and", "or", "nor"} or u.tokens[position + 1].follows_mark:
            return None
        position -= 1
    return None


def _unset(u: Understanding, pick: _Pick) -> tuple[int, ...]:
    """'auto-renew off', 'auto-renew is switched off': the words behind a mark that say it is not set."""
    position = pick.at[-1] + 1
    while u.word(position) in word_set("setting"):
        position += 1
    is_unset = pick.value == "true" and u.word(position) in word_set("unset")
    return tuple(range(pick.at[-1] + 1, position + 1)) if is_unset else ()


def _is_list(u: Understanding, first: _Pick, second: _Pick) -> bool:
    between = [u.word(position) for position in range(first.at[-1] + 1, second.at[0])]
    return all(word in ("and", "or", "nor", "the", "in", "from") for word in between)


def _companions(u: Understanding, pick: _Pick) -> set[int]:
    """The name of the value's dimension beside it: 'Enterprise plan', 'country Germany', 'plan is Pro'."""
    found: set[int] = set()
    twins = {pick.dimension, *(twin for twin, name in TWINS.items() if name == pick.dimension)}
    for match in u.of("dimension"):
        if not twins & {emitted(name) for name in match.value} and pick.dimension not in match.value:
            continue
        before = range(match.last + 1, pick.at[0])
        behind = range(pick.at[-1] + 1, match.first)
        is_beside = match.last < pick.at[0] and all(u.word(position) in LINKS for position in before)
        is_grouped = (other := u.by_position.get(match.first - 1)) is not None and other.kind == "group"
        is_behind = pick.at[-1] < match.first and all(
            u.word(position) in ("as", "the", "a", "their") for position in behind
        )
        if (is_beside and not is_grouped) or is_behind:
            found.update(match.at, before)
    if pick.dimension == "csm":
        found.update(position for position, token in enumerate(u.tokens) if token.word in CARING)
    return found
