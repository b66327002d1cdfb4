"""Which metrics a question asks for: general words give way to precise ones, joined ones are all asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.planner.lexicon import everyday_words
from assistant.planner.phrases import Match
from assistant.planner.understanding import Understanding
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric

# Nouns of what is measured: beside a precise metric of the same field they say nothing more.
GENERAL = frozenset(
    ("tickets", "usage_count", "usage_events", "live_subscriptions", "churn_events", "accounts", "active_accounts",
     "arr", "mrr", "seats", "churn_refunds")
)  # fmt: skip
# Said of other metrics too: 'how much refunds did we pay'.
PAYING = ("pay", "paying", "spend", "worth")
# Rows of accounts that pay anyway.
BILLED_ROWS = ("accounts", "subscriptions")
EVERYWHERE = frozenset(("accounts", "active_accounts"))
MOVEMENTS = ("new", "reactivation", "expansion", "contraction", "churned", "opening", "closing", "net_new")
PARTS = {
    "new": "new_arr", "churn": "churned_arr", "churned": "churned_arr", "lost": "churned_arr",
    "reactivated": "reactivation_arr", "opening": "opening_arr", "closing": "closing_arr",
    "contracted": "contraction_arr", "expanded": "expansion_arr",
}  # fmt: skip
# What a count of accounts becomes when each account is listed or ranked.
PER_ACCOUNT = {
    "churned_accounts": "churned_arr", "new_accounts": "new_arr", "reactivated_accounts": "reactivation_arr",
    "expanded_accounts": "expansion_arr", "contracted_accounts": "contraction_arr", "active_accounts": "arr",
    "accounts": "arr", "accounts_with_usage": "usage_count", "accounts_with_churn_event": "churn_events",
    "accounts_with_tickets": "tickets",
    "logo_churn": "churned_arr", "revenue_churn": "churned_arr", "signups": "signups",
}  # fmt: skip
MEANS = {
    "first_response_minutes": "mean_first_response_minutes", "resolution_hours": "mean_resolution_hours",
    "arr": "arr_per_account", "mrr": "mrr_per_account", "seats": "seats_per_account",
}  # fmt: skip
IS_MEAN = frozenset((*MEANS.values(), "ticket_csat", "csat", "ces"))
BRIDGING = frozenset(
    ("join", "count", "harmless", "noun", "all", "any", "month", "quarter", "year", "group", "dimension", "metric")
)


@dataclass(frozen=True)
class Measures:
    """The metrics asked for, in order, and the positions they explain."""

    names: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()

    @property
    def first(self) -> Metric | None:
        return METRICS[self.names[0]] if self.names else None


# Metrics that hold others: named beside their parts these are not added once more.
WHOLES = {"arr_losses": ("churned_arr", "contraction_arr")}


def measures_of(u: Understanding, without: frozenset[int] = frozenset()) -> Measures:
    """The metrics of a question; positions in `without` belong to conditions. Unjoined extra metrics stay unused."""
    found = [match for match in u.of("metric") if without.isdisjoint(match.at)]
    found = sorted([*found, *_parts(u, found)], key=lambda match: match.first)
    found, absorbed = _in_one_unit(_amounts_of(found, u))
    precise = [match for match in found if not _is_general(match, found, u)]
    kept = precise or found[:1]
    absorbed |= {position for match in found if match not in kept for position in match.at}
    kept = [_averaged(_used_by(_opened_by(match, u), u), u) for match in kept]
    said_twice = [
        match for match in kept[1:] if _is_said_twice(kept[0].value, match.value) and not _is_joined(kept[0], match, u)
    ]
    absorbed |= {position for match in said_twice for position in match.at}
    parts = {part for match in kept for part in WHOLES.get(str(match.value), ())}
    absorbed |= {position for match in kept if match.value in parts for position in match.at}
    kept = [match for match in kept if match not in said_twice and match.value not in parts]
    asked = [match for index, match in enumerate(kept) if index == 0 or _is_repeat_or_joined(kept, index, u)]
    used = absorbed | {position for match in asked for position in match.at}
    return Measures(tuple(dict.fromkeys(match.value for match in asked)), frozenset(used))


def _is_said_twice(first: str, other: str) -> bool:
    """The accounts and their amount: 'which account grew (expansion ARR)'."""
    return first in (PER_ACCOUNT.get(other), other) or PER_ACCOUNT.get(first) == other


def _opened_by(match: Match, u: Understanding) -> Match:
    """'tickets Company_3 open' are those it opened, not those that are open."""
    is_verb = any(match.first < account.first < match.last for account in u.accounts)
    return replace(match, value="tickets") if match.value == "open_tickets" and is_verb else match


def _used_by(match: Match, u: Understanding) -> Match:
    """'which feature do FinTech accounts use most' is about uses, 'how many accounts use it' about accounts."""
    is_verb = match.value == "accounts_with_usage" and u.word(match.first) == "account" and u.has("order")
    is_ranked = is_verb and not u.has("count") and any(other.last < match.first for other in u.of("dimension"))
    return replace(match, value="usage_count") if is_ranked else match


def _averaged(match: Match, u: Understanding) -> Match:
    """'average' makes a total or a median a mean where there is one; both words are then accounted for."""
    said = [position for other in u.of("average") for position in other.at]
    if said and match.value in MEANS:
        return replace(match, value=MEANS[match.value], at=tuple(sorted({*match.at, *said})))
    is_mean, is_median = match.value in IS_MEAN, "median" in METRICS[match.value].formula
    words = [position for other in u.of("average" if is_mean else "median") for position in other.at]
    return replace(match, at=tuple(sorted({*match.at, *words}))) if words and (is_mean or is_median) else match


def per_account(name: str) -> str:
    return PER_ACCOUNT.get(name, name)


def is_movement(name: str) -> bool:
    return name.rsplit("_", 1)[0] in MOVEMENTS and name.endswith(("_arr", "_mrr"))


def _parts(u: Understanding, found: Sequence[Match]) -> list[Match]:
    """'new' in 'new, expansion and contraction ARR', 'how many accounts' in 'how many accounts and how much ARR'."""
    counted = [
        Match("metric", "accounts", noun.at)
        for noun in u.of("noun")
        if u.word(noun.last + 1) == "and" and (before := u.by_position.get(noun.first - 1)) and before.kind == "count"
    ]
    if not any(is_movement(match.value) for match in found):
        return counted
    taken = {position for match in found for position in match.at}
    return counted + [
        Match("metric", PARTS[token.word], (position,))
        for position, token in enumerate(u.tokens)
        if token.word in PARTS and position not in taken
    ]


def _amounts_of(found: Sequence[Match], u: Understanding) -> list[Match]:
    """'how much ARR came from reactivated accounts' asks for the amount, not for the accounts."""
    bases = [match for match in found if match.value in ("arr", "mrr")]
    moves = [
        match
        for match in found
        if is_movement(PER_ACCOUNT.get(match.value, "")) and METRICS[match.value].unit == "count"
    ]
    if not bases or len(moves) != 1 or moves[0].first < bases[0].first or _is_joined(bases[0], moves[0], u):
        return list(found)
    amount = PER_ACCOUNT[moves[0].value]
    amount = amount.replace("_arr", "_mrr") if bases[0].value == "mrr" else amount
    at = tuple(sorted({*bases[0].at, *moves[0].at}))
    return [
        replace(moves[0], value=amount, at=at) if match is moves[0] else match
        for match in found
        if match is not bases[0]
    ]


def _in_one_unit(found: Sequence[Match]) -> tuple[list[Match], set[int]]:
    """'expansion ... in MRR' is expansion MRR; the amount named after a movement says its unit."""
    moved = [match for match in found if is_movement(match.value)]
    bases = [match for match in found if moved and match.value in ("arr", "mrr") and match.first > moved[0].first]
    is_monthly = any(match.value == "mrr" for match in bases)
    kept = [match for match in found if match not in bases]
    if is_monthly:
        kept = [
            replace(match, value=match.value.replace("_arr", "_mrr")) if is_movement(match.value) else match
            for match in kept
        ]
    return kept, {position for match in bases for position in match.at}


def _is_general(match: Match, found: Sequence[Match], u: Understanding) -> bool:
    """Whether a precise metric of the same field stands beside this one without an 'and' between them."""
    if match.value not in GENERAL:
        return False
    if u.word(match.first) in PAYING and any(
        other.value not in GENERAL or other.value == "churn_refunds" for other in found
    ):
        return True
    return any(
        other.value != match.value
        and (other.value not in GENERAL or (match.value in EVERYWHERE and other.value not in EVERYWHERE))
        and _is_same_field(match.value, other.value)
        and not _is_joined(min(match, other, key=_place), max(match, other, key=_place), u)
        for other in found
    )


def _place(match: Match) -> int:
    return match.first


def _is_same_field(general: str, other: str) -> bool:
    if general == "active_accounts" and METRICS[other].frame.cut_table not in BILLED_ROWS:
        return False  # 'tickets of paying accounts' are not all tickets
    if general in EVERYWHERE:
        return METRICS[other].family != "accounts" or other in ("signups", "seats", "seats_per_account")
    families = {METRICS[general].family, METRICS[other].family}
    is_line = general == "live_subscriptions" and METRICS[other].family in ("revenue", "retention")
    return is_line or len(families) == 1 or families <= {"revenue", "retention"}


def _is_repeat_or_joined(kept: Sequence[Match], index: int, u: Understanding) -> bool:
    earlier = kept[:index]
    return kept[index].value in {match.value for match in earlier} or _is_joined(kept[index - 1], kept[index], u)


def _is_joined(first: Match, second: Match, u: Understanding) -> bool:
    """'A and B', 'A, B', 'A and how much B': nothing but joining and empty words between them."""
    between = range(first.last + 1, second.first)
    words = everyday_words()
    is_linked = any(u.word(position) in ("and", "versus", "plus", "or") for position in between) or any(
        "," in u.tokens[position].before or "/" in u.tokens[position].before
        for position in range(first.last + 1, second.first + 1)
    )
    counts = any((match := u.by_position.get(position)) and match.kind == "count" for position in between)
    counts = counts or u.word(second.first) in ("number", "count")
    is_linked = is_linked or (counts and any(u.word(position) == "with" for position in between))
    dated = {position for when in u.whens for position in when.at}
    return is_linked and all(position in dated or _is_bridge(u, position, words) for position in between)


def _is_bridge(u: Understanding, position: int, words: frozenset[str]) -> bool:
    match, word = u.by_position.get(position), u.word(position)
    if match is None or (match.kind == "value" and word in ("in", "is", "at")):
        return word in words or word == "and"
    return match.kind in BRIDGING or word == "versus"
