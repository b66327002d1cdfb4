"""Bridges, concentration, cohorts and shares: questions about how a whole is made up."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.calls import call
from assistant.planner.measuring import measure_call
from assistant.planner.slots import Plan, Slots
from assistant.planner.timing import period_words
from assistant.planner.trends import GRAINS
from assistant.planner.understanding import When
from assistant.planner.wordings import word_set
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.period_words import read_period, write_period
from tools.periods import Grain
from tools.requests import BridgeArr, MeasureConcentration, MeasureMetric, RetainCohorts

USUAL_TOP = 10
RATES = {
    "ticket_csat": "csat_response_rate",
    "escalated_tickets": "escalation_rate", "churned_accounts": "logo_churn", "churned_arr": "revenue_churn",
    "usage_errors": "error_rate",
}  # fmt: skip
PAYING = ("paying", "pay", "active", "left", "still")
EXPLAINED = ("revenue", "retention")


def read_bridge(slots: Slots) -> Plan | None:
    """'Why did NRR drop' is answered by the parts it is made of."""
    u = slots.u
    asks_why = u.has("why") and slots.metric is not None and slots.metric.family in EXPLAINED and slots.account is None
    if not (u.has("bridge") or asks_why):
        return None
    kinds = [match.value for match in u.of("bridge")]
    is_monthly = "mrr" in kinds or "mrr" in slots.measures.names
    whens: Sequence[When | None] = slots.whens or (None,)
    is_way = len(slots.whens) == 2 and (
        u.has_word("from", "between") or all(when.mention.is_day for when in slots.whens)
    )
    periods = [slots.period(METRICS["opening_arr"])] if is_way else [_flow_words(slots, when) for when in whens]
    calls = tuple(
        call(
            BridgeArr(
                period=period,
                grain=next((grain for grain in GRAINS if u.has(grain)), None),
                is_monthly_amount=is_monthly,
                filters=slots.filters,
                group_by=slots.groups[:1],
            )
        )
        for period in periods
    )
    return Plan(
        calls,
        slots.used_with("bridge", "added", "why", "change", "total", "compare", "define", *GRAINS) | _parts(slots),
    )


def read_concentration(slots: Slots) -> Plan | None:
    """The share of the largest accounts."""
    u = slots.u
    is_share_of_top = (
        u.has("share") and u.has("order") and slots.ranked.limit and (u.has("noun") or ACCOUNT in slots.groups)
    )
    if not (u.has("concentration") or is_share_of_top):
        return None
    if slots.metric is not None and slots.metric.name not in ("arr", "mrr", "accounts", "active_accounts"):
        return None
    request = MeasureConcentration(
        top=slots.ranked.limit or _number(slots) or USUAL_TOP, period=_past_words(slots), filters=slots.filters
    )
    used = slots.used_with("concentration", "share", "total", "refusal")
    return Plan(
        (call(request),), used | {position for amount in u.amounts for position in amount.at} | _departure(slots)
    )


def read_cohort(slots: Slots) -> Plan | None:
    """Signup cohorts and how many of each still pay; other metrics are grouped by signup quarter instead."""
    paying = _still_paying(slots)
    if not (slots.u.has("cohort") or paying) or slots.signup.used:
        return None
    signup, as_of = _two_periods(slots)
    grain = next((grain for grain in GRAINS if _is_named(slots, grain)), _own_grain(slots, signup))
    request = RetainCohorts(period=signup, as_of=as_of, grain=grain, filters=slots.filters)
    return Plan((call(request),), slots.used_with("cohort", "share", "total", "vague", *GRAINS) | paying)


def _own_grain(slots: Slots, signup: str | None) -> Grain:
    """One cohort where one month, quarter or year of signups is asked about, else quarters."""
    is_one = signup is not None and not slots.u.has_word("cohort", "vintage")
    if is_one:
        calendar = slots.u.calendar
        period = read_period(signup or "", calendar)
        for grain in GRAINS:
            held = calendar.holding(period.start, grain)
            if (held.start, held.end) == (period.start, period.end):
                return grain
    return "quarter"


def _still_paying(slots: Slots) -> frozenset[int]:
    """'of the accounts that signed up in Q4, what share was paying': the words that say it, if it is asked."""
    u = slots.u
    words = [position for position, token in enumerate(u.tokens) if token.word in PAYING]
    is_asked = u.has("share") and "signups" in slots.measures.names
    return frozenset(words) if is_asked else frozenset()


def read_share(slots: Slots) -> Plan | None:
    """A part of the whole in percent: of what the filters keep, or of each group; a rate where there is one."""
    metric = slots.metric
    if slots.u.has("share") and metric is not None and metric.name in RATES and len(slots.whens) < 2:
        call_ = measure_call(slots, RATES[metric.name])
        return Plan((call_,), slots.used_with("share", "total"))
    is_share = slots.u.has("share") and metric is not None and metric.is_sum
    if not is_share or not (slots.filters or slots.groups) or len(slots.whens) > 1 or slots.conditions.found:
        return None
    calls = tuple(
        call(MeasureMetric.model_validate(measure_call(slots, name).request.model_dump() | {"as_share": True}))
        for name in slots.measures.names
    )
    return Plan(calls, slots.used_with("share", "total", "whole"))


def _flow_words(slots: Slots, when: When | None) -> str | None:
    """A bridge runs over a period: the one around a day, or a range between two closes."""
    if when is None:
        return None
    mention = when.mention
    if mention.is_day and mention.around is not None:
        return write_period(mention.around, slots.u.calendar)
    return period_words(mention, METRICS["opening_arr"], slots.u.calendar)


def _past_words(slots: Slots) -> str | None:
    """The close asked for; 'tomorrow' in a picture of accounts leaving is none."""
    calendar = slots.u.calendar
    past = [when for when in slots.whens if when.mention.period.start <= calendar.as_of]
    return period_words(past[-1].mention, METRICS["arr"], calendar) if past else None


def _parts(slots: Slots) -> frozenset[int]:
    """The components of a bridge by name ('how much expansion, contraction and churn')."""
    return frozenset(position for match in slots.u.of("metric", "vague") for position in match.at)


def _number(slots: Slots) -> int | None:
    counts = [int(amount.number) for amount in slots.u.amounts if amount.is_count and 1 <= amount.number <= 100]
    return counts[0] if counts else None


def _departure(slots: Slots) -> frozenset[int]:
    """'if our twenty biggest accounts walked out tomorrow': the picture, not a condition."""
    words = (
        "walked",
        "left",
        "leave",
        "go",
        "went",
        "gone",
        "out",
        "away",
        "tomorrow",
        "disappear",
        "if",
        "depend",
        "hold",
    )
    return frozenset(position for position, token in enumerate(slots.u.tokens) if token.word in words)


def _two_periods(slots: Slots) -> tuple[str | None, str | None]:
    """When the cohort signed up, and the close at which it still pays: the period nearest to each verb."""
    whens, cohort = slots.whens, METRICS["cohort_retention"]
    if len(whens) < 2:
        only = whens[0] if whens else None
        paying = only if only is not None and only.mention.is_day else None
        signup = only if paying is None else None
    else:
        is_swapped = _distance(slots, whens[1]) < _distance(slots, whens[0])
        signup, paying = (whens[1], whens[0]) if is_swapped else (whens[0], whens[1])
    as_of = period_words(paying.mention, cohort, slots.u.calendar) if paying else None
    return (_signup(signup, slots) if signup else None), as_of


def _distance(slots: Slots, when: When) -> int:
    """How far a period stands from the words of signing up."""
    words = word_set("signing_up")
    signed = [position for position, token in enumerate(slots.u.tokens) if token.word in words]
    return min((abs(when.at[0] - position) for position in signed), default=0)


def _signup(when: When, slots: Slots) -> str:
    return write_period(when.mention.around or when.mention.period, slots.u.calendar)


def _is_named(slots: Slots, grain: str) -> bool:
    cohort_words = {slots.u.word(position) for match in slots.u.of("cohort") for position in match.at}
    return slots.u.has(grain) or grain in cohort_words
