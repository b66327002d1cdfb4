"""Where the words of an account topic are those of a figure: 'how much did usage drop', 'active users in June'."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.calls import REQUESTS
from assistant.planner.phrases import Match
from assistant.planner.tokens import Token
from assistant.planner.wordings import word_set, words_of
from tools.dimensions import ACCOUNT

HEALTH = "health_status"
# 'red accounts per CSM' counts the red ones of each, it is not the load of a CSM.
LOAD = "accounts_per_csm"
STEPS = {"month", "quarter", "year", "trend"}
OF_ACCOUNTS = ("accounts", "active_accounts", "arr", "mrr")


def without_figures(found: Sequence[Match], tokens: Sequence[Token], *, names_account: bool) -> list[Match]:
    """The matches without those topics, signals and statuses whose words say what is measured.

    Topics that mean nothing without an account are none where no account is named.
    """
    found = [match for match in found if names_account or not _is_silent(match)]
    asks_figure = any(token.word in word_set("figuring") for token in tokens)
    asks_accounts = names_account or any(token.word in word_set("asking_accounts") for token in tokens)
    if any(match.kind == "status" for match in found):
        found = [match for match in found if match.value != LOAD]
    metrics = [match for match in found if match.kind == "metric"]
    is_counted = _counts_other(metrics, tokens)
    return [
        match
        for match in found
        if not (_is_status(match) and not is_counted)
        and not (
            (match.kind == "status" and is_counted)
            or (match.kind == "signal" and asks_figure and not asks_accounts and _overlaps(match, metrics))
            or (match.kind == "signal" and _is_counted(match, found))
            or (match.kind == "topic" and _is_of_figure(match, metrics, found, names_account=names_account))
        )
    ]


def _is_grouped(topic: Match, found: Sequence[Match], *, names_account: bool) -> bool:
    """'activation rate by segment', 'by quarter': a metric in the topic's words, where its tool answers no groups.

    Of one account only the course over months or quarters is such a figure.
    """
    metrics = [match for match in found if match.kind == "metric" and match.value not in OF_ACCOUNTS]
    if not any({*topic.at} <= {*metric.at} for metric in metrics):
        return False
    starts = {match.last + 1 for match in found if match.kind == "group" and {*match.at}.isdisjoint(topic.at)}
    after = {match.kind for match in found if match.first in starts}
    has_groups = "group_by" in REQUESTS[words_of("topics")[str(topic.value)]["tool"]].model_fields
    kinds = {match.kind for match in found}
    is_cut = not names_account and ("dimension" in after or {"dimension", "order"} <= kinds)
    if "compare" in kinds and not names_account:
        return True
    return bool(kinds & STEPS) or (is_cut and not has_groups)


def _is_silent(match: Match) -> bool:
    return match.kind == "topic" and bool(words_of("topics")[str(match.value)].get("silent_without"))


def _is_status(match: Match) -> bool:
    """'red' as a value to cut a metric by, which it is only where a metric is asked for."""
    return match.kind == "value" and {dimension for dimension, _ in match.value} == {HEALTH}


def _counts_other(metrics: Sequence[Match], tokens: Sequence[Token]) -> bool:
    """Whether a metric that is not one of accounts opens the question: 'tickets of red accounts'."""
    others = [match for match in metrics if match.value not in OF_ACCOUNTS]
    before = [token.word for token in tokens[: min((match.first for match in others), default=0)]]
    return bool(others) and all(word in word_set("opening_figures") for word in before)


def _overlaps(match: Match, others: Sequence[Match]) -> bool:
    return any(not {*match.at}.isdisjoint(other.at) for other in others)


def _is_counted(signal: Match, found: Sequence[Match]) -> bool:
    """'how many references': the rows of that kind, where the company records them as a value."""
    values = {at for match in found if match.kind == "value" for at in match.at}
    joined = values | {at for match in found if match.kind == "join" for at in match.at}
    starts = [match.last + 1 for match in found if match.kind == "count" and match.last < signal.first]
    return values.issuperset(signal.at) and any(joined.issuperset(range(start, signal.first)) for start in starts)


def _is_of_figure(match: Match, metrics: Sequence[Match], found: Sequence[Match], *, names_account: bool) -> bool:
    """Whether a topic gives way to a metric named beside it or in its words, or to a status where none is asked why."""
    entry = words_of("topics")[str(match.value)]
    if entry.get("without_status") and any(other.kind == "status" for other in found):
        return True
    kinds = {other.kind for other in found}
    if entry.get("without_groups") and "order" in kinds and kinds & {"dimension", "absent"}:
        return True
    if _is_grouped(match, found, names_account=names_account):
        return True
    longer = [other for other in found if other.kind in ("topic", "signal")]
    asked = [metric for metric in metrics if not any({*metric.at} < {*other.at} for other in longer)]
    if entry.get("alone"):
        return bool(asked)
    if names_account or entry.get("needs") != ACCOUNT:
        return False
    if _overlaps(match, [other for other in found if other.kind == "status"]):
        return True
    return ("without_account" not in entry and _overlaps(match, metrics)) or any(
        metric.value not in OF_ACCOUNTS for metric in asked
    )
