"""Accounts held to what is known of each: 'red accounts over 50k without a sponsor', 'no QBR in two quarters'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.planner.calls import call
from assistant.planner.demands import SINCE, UNTIL, WEAK, Demand, negation_before
from assistant.planner.phrases import Match
from assistant.planner.slots import Plan, Slots
from assistant.planner.sortings import sorting_of
from assistant.planner.understanding import When
from assistant.planner.wordings import words_of
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.period_words import write_period
from tools.requests import Condition, Direction, Filter, ListAccounts, Trait

MANY = 50
# How many accounts named in one question are told of one by one.
MOST_ACCOUNTS = 4
MOST = 4
STATUSES = ("green", "yellow", "red")
# Said of the accounts themselves: nothing that a list would have to show.
OF_ACCOUNTS = frozenset(("accounts", "active_accounts", "arr", "mrr"))
LOST = frozenset(("churned_accounts", "churned_arr", "logo_churn", "churn_events", "accounts_with_churn_event"))
# Measures of use: 'accounts using less than half of their seats'.
USES = frozenset(("active_licensed_share", "breadth_share", "features_used_recent"))
SEVERAL = 2


def read_account_list(slots: Slots) -> Plan | None:
    """None unless accounts are held to a measure or a trait, or to several things of which one is a status or sign."""
    if slots.account is not None or not _is_list(slots):
        return None
    conditions, traits = conditions_of_accounts(slots), traits_of(slots)
    lost = lost_in(slots)
    request = ListAccounts(
        filters=slots.filters if _names_many(slots) else other_filters(slots),
        conditions=conditions[:MOST],
        traits=traits[:MOST],
        lost_in=lost,
        sort_by=_sort_by(slots, conditions),
        order=(slots.ranked.order if slots.u.has("order") else None) or _usual_order(slots, conditions),
        period=_period(slots) if lost is None else None,
        limit=slots.ranked.limit or MANY,
    )
    return Plan((call(request),), used_by_list(slots))


def conditions_of_accounts(slots: Slots) -> tuple[Condition, ...]:
    own = [condition for demand in _demands(slots) for condition in demand.conditions]
    return tuple(dict.fromkeys((*slots.conditions.found, *own)))


def traits_of(slots: Slots) -> tuple[Trait, ...]:
    """Its own, the status, and signals that hold or do not."""
    own = [demand.trait for demand in _demands(slots) if demand.trait is not None]
    statuses = status_values(slots)
    health = [Trait(name="health", values=statuses)] if statuses else []
    signals = [
        Trait(name=str(match.value).split()[0], values=("no",) if negation_before(slots.u, match.first) else ("yes",))
        for match in signals_beside(slots)
    ]
    return tuple(dict.fromkeys((*health, *own, *signals)))


def status_values(slots: Slots) -> tuple[str, ...]:
    """The statuses named; 'not red' are the others."""
    named: list[str] = []
    for match in slots.u.of("status"):
        values = str(match.value).split()
        is_not = bool(negation_before(slots.u, match.first, 3))
        named += [value for value in STATUSES if value not in values] if is_not else values
    if not named and "missed_churn" in free_topics(slots):
        named.append("green")
    return tuple(dict.fromkeys(named))


def signals_beside(slots: Slots) -> list[Match]:
    """Signals that no demand says better."""
    taken = frozenset().union(*(demand.at for demand in _demands(slots)))
    return [match for match in slots.u.of("signal") if taken.isdisjoint(match.at)]


def lost_in(slots: Slots) -> str | None:
    """The period in which the accounts left, where a status at that time is asked for."""
    is_lost = bool(LOST & set(slots.measures.names)) or slots.u.has("vague") or free_topics(slots) == {"missed_churn"}
    whens = free_whens(slots)
    if not is_lost or len(whens) != 1 or not (slots.u.has("status") or free_topics(slots) == {"missed_churn"}):
        return None
    return write_period(whens[0].mention.period, slots.u.calendar)


def used_by_list(slots: Slots) -> frozenset[int]:
    """What the list says; metrics it does not bound, and periods it has no place for, stay unused."""
    kept = slots.conditions.used | slots.selected.used | slots.ranked.used | slots.own.used
    told = OF_ACCOUNTS | LOST if lost_in(slots) else OF_ACCOUNTS
    bounds = {item.metric for item in conditions_of_accounts(slots)}
    told |= {"accounts_with_usage", "usage_count"} if USES & bounds else set()
    kept |= {at for match in slots.u.of("metric") if match.value in told for at in match.at}
    kept |= {at for match in slots.u.of("metric") if not slots.own.bounded.isdisjoint(match.at) for at in match.at}
    kept |= {at for match in slots.u.of("topic") if _is_of_list(slots, match) for at in match.at}
    kinds = ("status", "signal", "list", "total", "mine", "book") + (("vague",) if lost_in(slots) else ())
    kept |= {position for match in slots.u.of(*kinds) for position in match.at}
    kept |= {at for match in slots.u.of("status", "signal") for at in negation_before(slots.u, match.first, 3)}
    sorting = sorting_of(slots.u)
    kept |= sorting.at if sorting else frozenset()
    whens = slots.whens if lost_in(slots) else _counted_over(slots)
    return kept | {at for when in whens for at in when.at}


def free_whens(slots: Slots) -> tuple[When, ...]:
    """Periods that no demand has taken."""
    return tuple(when for when in slots.whens if slots.own.bounded.isdisjoint(when.at))


def _is_of_list(slots: Slots, match: Match) -> bool:
    """Whether a topic's words only say which accounts are meant, or a demand says them."""
    entry = words_of("topics")[match.value]
    return bool(entry.get("lists") or entry.get("light")) or not slots.own.bounded.isdisjoint(match.at)


def _is_list(slots: Slots) -> bool:
    if free_topics(slots) - set(_table_lists()):
        return False
    if _is_sorted(slots) or (_names_many(slots) and slots.u.has("status", "signal")):
        return True
    own = slots.own
    strong = [item for item in own.found if item.kind not in (WEAK, UNTIL)]
    kinds = [bool(slots.u.has("status")), bool(slots.conditions.found), bool(own.of(UNTIL)), bool(_weak(slots))]
    signals = signals_beside(slots)
    kinds.append(bool(signals))
    is_denied = any(negation_before(slots.u, match.first, 3) for match in (*signals, *slots.u.of("status")))
    is_denied = is_denied or any(item.conditions[0].comparison == "at_most" for item in own.of(WEAK))
    is_joined = len({str(match.value) for match in signals}) > 1 and not slots.u.has_word("or")
    is_only_metric = kinds[1] and sum(kinds) == 1
    if is_only_metric and not strong and not is_denied:
        return False
    has_status_or_sign = sum(kinds) >= SEVERAL
    return bool(strong) or has_status_or_sign or is_denied or is_joined or lost_in(slots) is not None


def _names_many(slots: Slots) -> bool:
    """More accounts by name than are told of one by one."""
    return len(slots.selected.values_of(ACCOUNT)) > MOST_ACCOUNTS


def _is_sorted(slots: Slots) -> bool:
    """Accounts in the order of what is known of each; metrics rank them without that, unless a status is named."""
    sorting = sorting_of(slots.u)
    if sorting is None or not slots.u.has("noun", "list") or not set(slots.measures.names) <= OF_ACCOUNTS:
        return False
    return sorting.by not in METRICS or slots.u.has("status", "signal")


def _weak(slots: Slots) -> tuple[Demand, ...]:
    return slots.own.of(WEAK)


def _demands(slots: Slots) -> tuple[Demand, ...]:
    return slots.own.found


def free_topics(slots: Slots) -> set[str]:
    """Topics that neither a demand nor the order of the list says better."""
    sorting = sorting_of(slots.u)
    said = slots.own.bounded | (sorting.at if sorting else frozenset())
    denied = [item for item in slots.own.of("trait") if item.trait is not None and item.trait.values == ("no",)]
    said |= frozenset().union(*(item.at for item in denied))
    return {str(match.value) for match in slots.u.of("topic") if said.isdisjoint(match.at)}


def _table_lists() -> Iterable[str]:
    """Topics whose words may only say which accounts are meant."""
    return [name for name, entry in words_of("topics").items() if entry.get("lists")]


def _sort_by(slots: Slots, conditions: Sequence[Condition]) -> str:
    """By ARR, unless one measure alone is asked about."""
    sorting = sorting_of(slots.u)
    if sorting is not None:
        return sorting.by
    alone = slots.own.of(SINCE, "number") if len(conditions) == 1 and not slots.u.has("status") else ()
    metrics = [item.metric for item in slots.conditions.found if item.metric != "arr"]
    return alone[0].conditions[0].metric if alone else metrics[0] if metrics and len(conditions) == 1 else "arr"


def _usual_order(slots: Slots, conditions: Sequence[Condition]) -> Direction:
    sorting = sorting_of(slots.u)
    if sorting is not None:
        return sorting.order
    is_low = _sort_by(slots, conditions) != "arr" and conditions[0].comparison in ("below", "at_most")
    return "lowest" if is_low else "highest"


def _period(slots: Slots) -> str | None:
    whens = _counted_over(slots)
    return write_period(whens[0].mention.period, slots.u.calendar) if len(whens) == 1 else None


def _counted_over(slots: Slots) -> tuple[When, ...]:
    """The periods that metrics are counted over: nothing is counted in what lies ahead."""
    past = tuple(when for when in free_whens(slots) if when.mention.period.start <= slots.u.calendar.as_of)
    return past if slots.conditions.found else ()


def other_filters(slots: Slots) -> tuple[Filter, ...]:
    return tuple(item for item in slots.filters if item.dimension != ACCOUNT)
