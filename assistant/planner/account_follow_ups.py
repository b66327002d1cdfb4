"""Messages that lean on an answer about accounts: 'and Globex?', 'which of them renew this quarter?', 'why?'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.planner.account_lists import MANY, conditions_of_accounts, free_topics, traits_of, used_by_list
from assistant.planner.calls import ToolCall, call
from assistant.planner.grounds import grounds_of
from assistant.planner.paper_follow_ups import at_account
from assistant.planner.refusals import read_refusal
from assistant.planner.slots import Plan, Slots
from assistant.planner.sortings import sorting_of
from assistant.planner.spans import due_conditions
from assistant.planner.topic_fields import most_rows, period_when, since_when, written_as
from assistant.planner.topics import topic_named, topic_plan
from assistant.planner.wordings import word_set
from tools.account_requests import (
    ExplainHealth,
    ExplainRenewal,
    FindExpansion,
    FindPlaybook,
    FindSignals,
    ForecastRenewals,
    RankHealth,
    ReviewAdoption,
    ReviewBook,
    ReviewOnboarding,
)
from tools.dimensions import ACCOUNT
from tools.paper_requests import BriefAccount, DraftLetter, ExplainChurn, PrepareQbr, ReviewChurn
from tools.requests import AskBack, Decline, DescribeAccount, Filter, ListAccounts, Request, Trait

OF_ACCOUNTS = (
    ExplainHealth, ExplainRenewal, FindExpansion, FindPlaybook, FindSignals, ForecastRenewals, RankHealth,
    ReviewAdoption, ReviewBook, ReviewOnboarding, ListAccounts, DescribeAccount,
    BriefAccount, DraftLetter, ExplainChurn, PrepareQbr, ReviewChurn,
)  # fmt: skip
LISTED = (RankHealth, FindSignals, ListAccounts, ForecastRenewals)
CARRIED = ("filters", "period", "csm", "as_of", "account", "goals")
FEW_WORDS = 6
FEWEST_WORDS = 3


def followed_account(slots: Slots, previous: Sequence[ToolCall]) -> Plan | None:
    """The answer before, changed or narrowed by the message; None when the message stands on its own."""
    base = next((item.request for item in reversed(previous) if isinstance(item.request, OF_ACCOUNTS)), None)
    if base is None or slots.u.has("refusal", "define", "loaded"):
        return None
    readers = (_whose, _grounds, _sorted, _whole_list, _of_them, _situation, _topic, _other_account, _changed)
    plans = (reader(slots, base) for reader in readers if _leans(slots))
    found = next((plan for plan in plans if plan is not None and _says_all(slots, plan)), None)
    return Plan(found.calls, found.used | _small(slots)) if found else None


def of_account_before(slots: Slots, plan: Plan | None, previous: Sequence[ToolCall]) -> Plan | None:
    """A question or a draft that lacks only an account is about the one of the turn before."""
    accounts = {name for item in previous if (name := account_of(item.request))}
    is_open = plan is None or any(isinstance(item.request, (AskBack, Decline)) for item in plan.calls)
    if len(accounts) != 1 or not is_open or slots.u.accounts or slots.u.has("injection", "noun", "list"):
        return None
    account = accounts.pop()
    named = at_account(slots, account)
    entry = topic_named(named, has_account=True) if named.u.has("topic") else None
    if entry is None or entry.get("needs") != ACCOUNT or read_refusal(named) is not None:
        return None
    found = topic_plan(named, account)
    return found if found is not None and not named.u.leftovers(found.used) else None


def account_of(request: Request) -> str | None:
    """The one account a request is about."""
    account = getattr(request, "account", None)
    values = [item.values for item in getattr(request, "filters", ()) if item.dimension == ACCOUNT]
    return str(account) if account else values[0][0] if values and len(values[0]) == 1 else None


def _leans(slots: Slots) -> bool:
    """It opens like a continuation, points back, or is a fragment that asks for nothing by itself."""
    words = [token.word for token in slots.u.tokens]
    is_opened = bool(words) and words[0] in word_set("continuing")
    points = bool(word_set("pointing_back") & set(words))
    asks = slots.u.has("list", "noun", "metric") or slots.account is not None
    return is_opened or points or len(words) <= FEWEST_WORDS or (len(words) <= FEW_WORDS and not asks)


def _says_all(slots: Slots, plan: Plan) -> bool:
    return not slots.u.leftovers(plan.used | _small(slots))


def _small(slots: Slots) -> frozenset[int]:
    words = word_set("continuing") | word_set("pointing_back") | {"about", "if", "so"}
    return frozenset(position for position, token in enumerate(slots.u.tokens) if token.word in words)


def _whose(slots: Slots, base: Request) -> Plan | None:
    """'his other accounts': a CSM that the answer before may not have named."""
    words = {token.word for token in slots.u.tokens}
    if not {"other", "account"} <= words or not words & {"his", "her", "their"} or slots.selected.values_of("csm"):
        return None
    csm = getattr(base, "csm", None)
    asked = AskBack(question="Whose accounts do you mean? Name the CSM and I'll show that book.")
    return _all(slots, ReviewBook(csm=csm) if csm else asked)


def _grounds(slots: Slots, base: Request) -> Plan | None:
    return grounds_of(slots, base, account_of(base))


def _sorted(slots: Slots, base: Request) -> Plan | None:
    """'sorted by renewal date': the accounts listed before in another order."""
    sorting = sorting_of(slots.u)
    if sorting is None or not isinstance(base, LISTED):
        return None
    order = (slots.ranked.order if slots.u.has("order") else None) or sorting.order
    request = _as_list(base, slots).model_copy(update={"sort_by": sorting.by, "order": order})
    return Plan((call(request),), sorting.at | slots.ranked.used | _talk(slots))


def _whole_list(slots: Slots, base: Request) -> Plan | None:
    """'list all of them', 'show me the rest'."""
    words = {token.word for token in slots.u.tokens}
    is_all = slots.u.has("all", "rest") or words & {"more", "rest", "all", "full"}
    is_other = bool(slots.filters) or slots.u.has("metric", "topic", "status")
    if not is_all or is_other or "limit" not in type(base).model_fields:
        return None
    used = {at for match in slots.u.of("all", "list", "rest", "noun") for at in match.at}
    used |= {at for at, token in enumerate(slots.u.tokens) if token.word in ("more", "rest", "all", "full", "other")}
    return Plan((call(base.model_copy(update={"limit": most_rows(type(base))})),), frozenset(used))


def _of_them(slots: Slots, base: Request) -> Plan | None:
    """'which of them ...': the accounts listed before, held to more."""
    conditions, traits = conditions_of_accounts(slots), traits_of(slots)
    words = [token.word for token in slots.u.tokens]
    points = bool(set(words) & {"them", "those", "these", "which"}) or words[0] in ("only", "just")
    points = points or _only_narrows(slots)
    if not isinstance(base, LISTED) or not points or not (conditions or traits) or slots.account:
        return None
    held = _as_list(base, slots)
    request = held.model_copy(
        update={
            "conditions": tuple(dict.fromkeys((*held.conditions, *conditions)))[:4],
            "traits": tuple(dict.fromkeys((*held.traits, *traits)))[:4],
            "filters": _merged(held.filters, slots),
        }
    )
    return Plan((call(request),), used_by_list(slots))


def _only_narrows(slots: Slots) -> bool:
    """'over 50k', 'renewing before October': a bound without anything that it could be asked of by itself."""
    return not (slots.u.has("noun", "list", "metric") or free_topics(slots) or slots.u.tokens[0].is_plural)


def _as_list(base: Request, slots: Slots) -> ListAccounts:
    if isinstance(base, ListAccounts):
        return base
    traits: list[Trait] = []
    if isinstance(base, RankHealth) and base.status:
        traits.append(Trait(name="health", values=base.status))
    if isinstance(base, FindSignals):
        traits += [Trait(name=name, values=("yes",)) for name in base.signals]
    due = due_conditions(base.period, slots.u.calendar) if isinstance(base, ForecastRenewals) else ()
    return ListAccounts(filters=getattr(base, "filters", ()), conditions=due, traits=tuple(traits[:4]), limit=MANY)


def _topic(slots: Slots, base: Request) -> Plan | None:
    """Another topic of the same account, or of the same accounts."""
    account = account_of(base)
    if slots.account is None and account:
        slots = _named(slots, account)
    if not slots.u.has("topic", "signal", "status") or (slots.u.has("noun") and slots.account is None):
        return None
    if not slots.u.has("topic", "signal") and account_of(base) is None:
        return None
    plan = topic_plan(slots, slots.account or account_of(base))
    if plan is None or isinstance(plan.calls[0].request, (AskBack, FindPlaybook)):
        return None
    request = plan.calls[0].request
    kept = {
        name: getattr(base, name)
        for name in CARRIED
        if name in type(request).model_fields and getattr(base, name, None) and not getattr(request, name)
    }
    return Plan((call(request.model_copy(update=kept)),), plan.used)


def _named(slots: Slots, account: str) -> Slots:
    """The message at that account, where only then it says all of what it asks: 'who else looks like that'."""
    named = at_account(slots, account)
    is_beside = slots.u.has_word("else") or not slots.u.has("list")
    is_alone = is_beside and not slots.u.has("topic", "noun", "metric")
    return named if is_alone or _topic_words(named) > _topic_words(slots) > 0 else slots


def _topic_words(slots: Slots) -> int:
    return max((len(match.at) for match in slots.u.of("topic")), default=0)


def _situation(slots: Slots, base: Request) -> Plan | None:
    """'and if usage drops?' after a play asks for another one."""
    if not isinstance(base, FindPlaybook) or slots.account or slots.u.has("noun", "list", "metric"):
        return None
    return _all(slots, FindPlaybook(situation=slots.u.text, kind=base.kind))


def _other_account(slots: Slots, base: Request) -> Plan | None:
    """'and Globex?': the same of another account; after a list, the health of that one."""
    is_other = slots.account is not None and not slots.u.has("metric", "attribute", "topic", "signal")
    if not is_other or isinstance(base, (DescribeAccount, ListAccounts)) or slots.whens:
        return None
    is_kept = "account" in type(base).model_fields
    request = (
        base.model_copy(update={"account": slots.account}) if is_kept else ExplainHealth(account=slots.account or "")
    )
    return Plan((call(request),), slots.selected.used | _talk(slots))


def _changed(slots: Slots, base: Request) -> Plan | None:
    """Another segment, CSM, period, status or number of rows in the same question."""
    if slots.u.has("metric", "topic") or slots.account or isinstance(base, (DescribeAccount, ListAccounts)):
        return None
    fields, used = type(base).model_fields, set(_talk(slots))
    update: dict[str, Any] = {}
    csms = slots.selected.values_of("csm")
    if csms and "csm" in fields:
        update["csm"] = csms[0]
        used |= slots.selected.used
    elif slots.selected.filters and "filters" in fields:
        update["filters"] = _merged(getattr(base, "filters", ()), slots)
        used |= slots.selected.used
    update |= _dated(slots, base, used)
    if slots.ranked.limit and "limit" in fields:
        update["limit"] = min(slots.ranked.limit, most_rows(type(base)))
        used |= slots.ranked.used
    statuses = [trait.values for trait in traits_of(slots) if trait.name == "health"]
    if statuses and "status" in fields:
        update["status"] = statuses[0]
        used |= {at for match in slots.u.of("status") for at in match.at}
    return Plan((call(base.model_copy(update=update)),), frozenset(used)) if update else None


def _dated(slots: Slots, base: Request, used: set[int]) -> dict[str, str]:
    """'since March', 'next quarter': into the field of the request that takes it."""
    fields = type(base).model_fields
    since, period = since_when(slots), period_when(slots)
    if since is not None and "since" in fields:
        used.update(since.at)
        return {"since": written_as(slots, since, "since")}
    name = next((name for name in ("period", "as_of") if name in fields), None)
    when = period or since
    if when is None or name is None:
        return {}
    used.update(when.at)
    return {name: written_as(slots, when, "ahead" if isinstance(base, (ForecastRenewals, FindExpansion)) else name)}


def _merged(kept: tuple[Filter, ...], slots: Slots) -> tuple[Filter, ...]:
    """New values take the place of those of the same dimension."""
    new = tuple(item for item in slots.filters if item.dimension != ACCOUNT)
    names = {item.dimension for item in new}
    return (*(item for item in kept if item.dimension not in names), *new)


def _talk(slots: Slots) -> frozenset[int]:
    kinds = ("about", "only", "list", "mine", "book", "join", "compare", "change")
    return frozenset(at for match in slots.u.of(*kinds) for at in match.at)


def _all(slots: Slots, request: Request) -> Plan:
    return Plan((call(request),), frozenset(range(len(slots.u.tokens))))
