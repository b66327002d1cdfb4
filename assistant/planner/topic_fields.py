"""How the fields of the tools about accounts are filled from a question, and which of its words each one uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.planner.account_lists import other_filters, status_values
from assistant.planner.demands import negation_before
from assistant.planner.letter_fields import Said, about_of, goals_of, length_of, recipient_of, tone_of, without_of
from assistant.planner.phrases import Match
from assistant.planner.slots import Slots
from assistant.planner.spans import ahead_words, spans_of
from assistant.planner.understanding import When
from assistant.planner.wordings import word_set, words_of
from tools.dimensions import ACCOUNT, applicable
from tools.period_words import write_period
from tools.requests import Direction, Request

ME = "me"
LONGEST_SITUATION = 200
OF_CHANGE = ("slipped", "health_fallers", "health_risers", "health_changes")
STARTING = ("since", "from", "after", "in", "at", "on")
SINCE = ("since", "from", "after", "versus", "against", "compare", "compared", "than", "with", "vs")
LOOKING_BACK = frozenset(("prepare_qbr", "prepare_board", "prepare_review"))
# Periods of these lie ahead as often as behind: they are passed on as written.
# Their periods may lie ahead, whichever of their topics is named.
AHEAD = ("forecast_renewals", "explain_renewal")
NEWS = "brief_account"
USUAL_HORIZON, SHORTEST_HORIZON, LONGEST_HORIZON = 90, 7, 730
MOST_LISTED = 100


def since_when(slots: Slots) -> When | None:
    """The period to compare with: 'since June', 'compared with March'."""
    return next((when for when in slots.whens if _is_since(slots, when)), None)


def period_when(slots: Slots) -> When | None:
    """The period asked about; 'right now' says no more than that today is meant."""
    others = [when for when in slots.whens if not _is_since(slots, when)]
    return next((when for when in others if not when.is_now), None)


def _is_since(slots: Slots, when: When) -> bool:
    first = when.mention.text.lower().split(" ")[0]
    before = when.at[0] - 1 - (slots.u.word(when.at[0] - 1) in ("in", "at", "on"))
    return first in SINCE or slots.u.word(before) in SINCE or _is_span_of_change(slots, when)


def _is_span_of_change(slots: Slots, when: When) -> bool:
    """'Which renewals slipped in the last 30 days': from the day before them until now."""
    is_of_change = any(str(match.value) in OF_CHANGE for match in slots.u.of("topic"))
    period = when.mention.period
    return is_of_change and period.start < period.end == slots.u.calendar.as_of


def to_come(slots: Slots) -> Said:
    """The times named of which nothing is recorded yet."""
    found = [when for when in slots.whens if _is_to_come(slots, when)]
    return Said(tuple(when.mention.text for when in found), frozenset(at for when in found for at in when.at))


def _when_known(slots: Slots) -> When | None:
    when = period_when(slots)
    return None if when is None or _is_to_come(slots, when) else when


def _period(slots: Slots) -> str | None:
    """As typed where it may lie ahead, else in canonical words; 'since March' is a period where nothing is compared."""
    when = period_when(slots) or since_when(slots)
    if when is None or when is _compared_with(slots):
        return None
    tools = {words_of("topics")[str(match.value)]["tool"] for match in slots.u.of("topic")}
    if tools & LOOKING_BACK and _is_to_come(slots, when):
        return None
    return written_as(slots, when, "period" if tools.isdisjoint(AHEAD) else "ahead")


def _is_to_come(slots: Slots, when: When) -> bool:
    """'the QBR next week', 'who may leave in the next 90 days': no time of which anything is recorded."""
    return when.mention.period.start > slots.u.calendar.as_of


def _compared_with(slots: Slots) -> When | None:
    """'faster than last year': what is compared with is no period to look at."""
    when = since_when(slots)
    is_opened = when is not None and when.mention.text.lower().split(" ")[0] in STARTING
    return None if when is None or is_opened or slots.u.word(when.at[0] - 1) in STARTING else when


def written_as(slots: Slots, when: When, field: str) -> str:
    """As typed where it may lie ahead or a tool reads it as a starting point, else in canonical words."""
    words = ahead_words(when.mention, slots.u.calendar) if field == "ahead" else when.mention.text
    if field == "since" and words.lower().startswith("since "):
        return words[len("since ") :]
    if field == "since" and _is_span_of_change(slots, when):
        return when.mention.period.opening_day.isoformat()
    if field == "since":
        return words
    is_ahead = field == "ahead" or when.mention.period.end > slots.u.calendar.as_of
    return words if is_ahead else write_period(when.mention.period, slots.u.calendar)


def _as_of(slots: Slots) -> str | None:
    when = _when_known(slots)
    return write_period(when.mention.period, slots.u.calendar) if when else None


def _since(slots: Slots) -> str | None:
    """The day to compare with; what is new 'this month' is new since the close of the day before it."""
    when, other = since_when(slots), period_when(slots)
    period = other.mention.period if other is not None and _is_of_news(slots) else None
    if when is None and period is not None and period.start <= slots.u.calendar.as_of:
        return period.opening_day.isoformat()
    return written_as(slots, when, "since") if when else None


def _is_of_news(slots: Slots) -> bool:
    return any(words_of("topics")[str(match.value)]["tool"] == NEWS for match in slots.u.of("topic"))


def _csm(slots: Slots) -> str | None:
    named = slots.selected.values_of("csm")
    if named:
        return named[0]
    return ME if slots.u.has_word("my", "mine", "i") else None


def _filters(slots: Slots) -> Any:
    """Those that accounts can be chosen by: rows of other tables are none of these tools' business."""
    return tuple(item for item in other_filters(slots) if is_of_account(slots, item.dimension))


def is_of_account(slots: Slots, dimension: str) -> bool:
    return dimension in applicable(slots.u.index.vocabulary.dimensions, ("accounts",))


def _group_by(slots: Slots) -> str | None:
    return next((name for name in slots.groups if name != ACCOUNT and is_of_account(slots, name)), None)


def _signals(slots: Slots) -> tuple[str, ...]:
    return _distinct(match for match in slots.u.of("signal") if not negation_before(slots.u, match.first, 3))


def _distinct(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for match in matches for name in str(match.value).split()))


def _horizon(slots: Slots) -> int:
    found = spans_of(slots.u, is_ahead=False)
    days = found[0].days if found and not slots.whens else USUAL_HORIZON
    return min(max(days, SHORTEST_HORIZON), LONGEST_HORIZON)


def _within(slots: Slots) -> tuple[int | None, frozenset[int]]:
    """'within 60 days'."""
    for span in () if slots.whens else spans_of(slots.u, is_ahead=False):
        if slots.u.word(min(span.at) - 1) in ("within", "inside"):
            return span.days, frozenset((min(span.at) - 1, *span.at))
    return None, frozenset()


def _limit(slots: Slots) -> tuple[int | None, frozenset[int]]:
    """'top five', or the number right before what is asked for: 'five most painful losses'."""
    if slots.ranked.limit or slots.u.has("all"):
        return slots.ranked.limit or MOST_LISTED, slots.ranked.used
    openings = {at for match in slots.u.of("topic", "vague", "noun", "status", "signal") for at in match.at}
    counts = [item for item in slots.u.amounts if item.at[-1] + 1 in openings and item.number >= 1]
    if counts and not (counts[0].is_money or counts[0].is_percent):
        return int(counts[0].number), slots.ranked.used | frozenset(counts[0].at)
    return None, slots.ranked.used


def most_rows(request: type[Request]) -> int:
    """How many rows the tool gives at most."""
    marks = request.model_fields["limit"].metadata
    return min((int(mark.le) for mark in marks if hasattr(mark, "le")), default=MOST_LISTED)


def _at(when: When | None) -> frozenset[int]:
    return frozenset(when.at) if when else frozenset()


def _filtered_at(slots: Slots) -> frozenset[int]:
    """What filters say, without the account: a tool for many accounts does not answer for one."""
    dropped = {item.dimension for item in other_filters(slots) if not is_of_account(slots, item.dimension)}
    others = [match for match in slots.u.of("value", "flag") if dropped & _dimensions_of(match)]
    return slots.selected.used - frozenset(at for match in (*slots.u.accounts, *others) for at in match.at)


def _dimensions_of(match: Match) -> set[str]:
    return {meant[0] if isinstance(meant, tuple) else str(meant) for meant in match.value}


def _health_order(slots: Slots) -> Direction | None:
    """The least healthy first, unless the healthy end is asked for; 'top 5' and 'most' say nothing of the end."""
    words = [token.word for token in slots.u.tokens]
    is_low_first = any(match.value in ("worst", "lowest") for match in slots.u.of("order")[:1])
    is_high = any(word in word_set("healthy_end") for word in words) or "most healthy" in " ".join(words)
    return "highest" if is_high and not is_low_first and "least" not in words else None


FIELDS: Mapping[str, Callable[[Slots], Any]] = {
    "account": lambda slots: slots.account,
    "filters": _filters,
    "period": _period,
    "as_of": _as_of,
    "since": _since,
    "csm": _csm,
    "group_by": _group_by,
    "order": _health_order,
    "limit": lambda slots: _limit(slots)[0],
    "status": status_values,
    "signals": _signals,
    "horizon_days": _horizon,
    "within_days": lambda slots: _within(slots)[0],
    "situation": lambda slots: slots.u.text[:LONGEST_SITUATION],
    "goals": lambda slots: goals_of(slots.u).values,
    "tone": lambda slots: tone_of(slots.u).first,
    "length": lambda slots: length_of(slots.u).first,
    "recipient": lambda slots: recipient_of(slots.u).first,
    "about": lambda slots: about_of(slots.u).first,
    "without": lambda slots: without_of(slots.u).values,
}
POSITIONS: Mapping[str, Callable[[Slots], frozenset[int]]] = {
    "account": lambda slots: frozenset(at for match in slots.u.accounts for at in match.at),
    "filters": _filtered_at,
    "csm": _filtered_at,
    "period": lambda slots: _at(period_when(slots) or since_when(slots)),
    "as_of": lambda slots: _at(_when_known(slots)),
    "since": lambda slots: _at(since_when(slots) or (period_when(slots) if _is_of_news(slots) else None)),
    "group_by": lambda slots: slots.grouped.used,
    "limit": lambda slots: _limit(slots)[1],
    "order": lambda slots: slots.ranked.used,
    "within_days": lambda slots: _within(slots)[1],
    "horizon_days": lambda slots: frozenset(at for span in spans_of(slots.u, is_ahead=False) for at in span.at),
    "goals": lambda slots: goals_of(slots.u).at,
    "tone": lambda slots: tone_of(slots.u).at,
    "length": lambda slots: length_of(slots.u).at,
    "recipient": lambda slots: recipient_of(slots.u).at,
    "about": lambda slots: about_of(slots.u).at,
    "without": lambda slots: without_of(slots.u).at,
    "status": lambda slots: frozenset(
        at for match in slots.u.of("status") for at in negation_before(slots.u, match.first, 3)
    ),
}
