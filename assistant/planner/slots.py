"""What the tools need to know, gathered from an understood question once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.planner.calls import ToolCall
from assistant.planner.conditions import Conditions, conditions_of
from assistant.planner.demands import Demands, demands_of
from assistant.planner.groupings import Grouped, grouped
from assistant.planner.index import emitted
from assistant.planner.measures import Measures, measures_of
from assistant.planner.rankings import Ranked, is_of_growth, is_ranked, ranked
from assistant.planner.selections import Selected, fitting, selected
from assistant.planner.signups import SignupCut, signup_cut
from assistant.planner.timing import between, period_words, without_period
from assistant.planner.understanding import Understanding, When
from assistant.planner.wordings import word_set
from tools.dimensions import ACCOUNT
from tools.metrics.catalogue import METRICS
from tools.metrics.metric import Metric
from tools.period_words import write_period
from tools.requests import DescribeAccount, Filter

# What is counted when a question names a way to cut some rows but nothing to measure.
COUNTED = {
    "churn_events": "churn_events", "tickets": "tickets", "usage_events": "usage_count",
    "subscriptions": "live_subscriptions", "advocacy_events": "customer_success_qualified_advocacy",
}  # fmt: skip
# By table of what a figure is to be cut by: the figures that cannot be, and the one of their family that can.
SIBLINGS = {
    "churn_events": {
        "churned_accounts": "accounts_with_churn_event", "logo_churn": "accounts_with_churn_event",
        "arr": "arr_losses", "mrr": "arr_losses",
        "contraction_arr": "downgrade_churn", "contraction_mrr": "downgrade_churn",
        "revenue_churn": "churned_arr", "gross_revenue_retention": "arr_losses",
    },
    "opportunities": {"expansion_arr": "won_expansion_arr", "expansion_mrr": "won_expansion_arr"},
}  # fmt: skip
OF_ACCOUNTS = {"churn_events": "accounts_with_churn_event", "usage_count": "accounts_with_usage"}
MOST = ("most", "fewest", "least")


@dataclass(frozen=True)
class Plan:
    """Calls, and the positions of the words they account for."""

    calls: tuple[ToolCall, ...]
    used: frozenset[int]

    @property
    def is_described(self) -> bool:
        """Everything about an account answers no question in particular: a word left over was the question."""
        described = [item.request for item in self.calls if isinstance(item.request, DescribeAccount)]
        return any(item.topic == "everything" and item.attribute is None for item in described)


@dataclass(frozen=True, eq=False)
class Slots:
    """A question's metrics, filters, groups, ranking and bounds, read in that light of each other."""

    u: Understanding
    conditions: Conditions
    measures: Measures
    selected: Selected
    grouped: Grouped
    ranked: Ranked
    signup: SignupCut = field(default_factory=SignupCut)
    own: Demands = field(default_factory=Demands)

    @property
    def metric(self) -> Metric | None:
        return self.measures.first

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (*self.selected.filters, *self.signup.filters)

    @property
    def groups(self) -> tuple[str, ...]:
        """By what to group, the time of signing up included."""
        return (*self.grouped.names, *self.signup.groups)[:2]

    @property
    def whens(self) -> tuple[When, ...]:
        """The periods of the question, without the one in which accounts signed up."""
        return tuple(when for when in self.u.whens if when is not self.signup.when)

    @cached_property
    def used(self) -> frozenset[int]:
        """What metrics, filters, groups, ranking and bounds explain; periods and intents are up to the reader."""
        parts = (self.conditions, self.measures, self.selected, self.grouped, self.ranked, self.signup)
        explained: frozenset[int] = frozenset().union(*(part.used for part in parts))
        name = self.metric.name if self.metric is not None else ""
        precise = [
            match
            for match in self.u.of("vague")
            if str(match.value) in ("churn", "retention") and str(match.value) in name
        ]
        return explained | {position for match in precise for position in match.at}

    @property
    def account(self) -> str | None:
        """The one account asked about."""
        values = self.selected.values_of(ACCOUNT)
        return values[0] if len(values) == 1 else None

    def period(self, metric: Metric | None) -> str | None:
        """The one period named, in the words of a call, or what no period means for this metric."""
        if len(self.whens) == 2:
            return write_period(between(self.whens[0].mention, self.whens[1].mention), self.u.calendar)
        if self.whens:
            return period_words(self.whens[0].mention, metric, self.u.calendar)
        return without_period(self.u, metric, is_one_account=self.account is not None)

    def used_with(self, *kinds: str) -> frozenset[int]:
        """Everything explained by the slots, the periods and matches of these kinds."""
        dated = {position for when in self.whens for position in when.at}
        return self.used | dated | {position for match in self.u.of(*kinds) for position in match.at}


def slots_of(u: Understanding) -> Slots:
    own = demands_of(u)
    conditions = conditions_of(u, own.bounded)
    measures = measures_of(u, conditions.used)
    metric = measures.first
    chosen = selected(u, metric)
    groups = grouped(u, metric, chosen.used | measures.used | conditions.used, is_ranked=is_ranked(u))
    ranking = ranked(u, metric, conditions.used | chosen.used | own.bounded)
    found = _by_sibling(Slots(u, conditions, measures, chosen, groups, ranking, signup_cut(u, measures.names), own))
    return found if metric else _with_counted(found)


def _by_sibling(slots: Slots) -> Slots:
    """Where the metric cannot be cut as asked, the figure of its family that can: the ledger knows no reasons."""
    u, names = slots.u, slots.measures.names
    tables = [SIBLINGS[table] for table in _uncut_tables(slots) if table in SIBLINGS]
    instead = next((table[names[0]] for table in tables if names[0] in table), None) if len(names) == 1 else None
    if instead is None:
        return slots
    measures = replace(slots.measures, names=(instead,))
    metric, taken = measures.first, slots.conditions.used | measures.used
    chosen = selected(u, metric)
    groups = grouped(u, metric, chosen.used | taken, is_ranked=is_ranked(u))
    return replace(slots, measures=measures, selected=chosen, grouped=groups)


def _uncut_tables(slots: Slots) -> set[str]:
    """The tables of what is named to cut by that rows of the metric do not have."""
    u, dimensions = slots.u, slots.u.index.vocabulary.dimensions
    cuts = fitting(u, slots.metric)
    named = {name for match in u.of("value", "dimension") for name in _names(match.value)}
    return {dimensions[name].table for name in named if name in dimensions and emitted(name) not in cuts}


def _named_tables(u: Understanding) -> set[str]:
    """The tables whose dimensions, values or marks a question names."""
    dimensions = u.index.vocabulary.dimensions
    named = [name for match in u.of("value", "flag", "dimension") for name in _names(match.value)]
    return {dimensions[name].table for name in named if name in dimensions}


def _with_counted(slots: Slots) -> Slots:
    """The same slots with the metric that a question without one implies, where its cuts say which."""
    name = _implied(slots)
    if name is None:
        return slots
    u, metric = slots.u, METRICS[name]
    vague = frozenset(
        position
        for match in u.of("vague")
        if match.value == "churn" and name in ("churn_events", "arr_losses")
        for position in match.at
    )
    chosen = selected(u, metric)
    groups = grouped(u, metric, chosen.used | slots.conditions.used, is_ranked=is_ranked(u))
    ranking = ranked(u, metric, slots.conditions.used | chosen.used)
    return replace(slots, measures=Measures((name,), vague), selected=chosen, grouped=groups, ranked=ranking)


def _implied(slots: Slots) -> str | None:
    """The metric that the rows, the ranking or the counting of a question without one can only mean."""
    u = slots.u
    dimensions = u.index.vocabulary.dimensions
    named = [*slots.grouped.names, *(item.dimension for item in slots.filters)]
    tables = [dimensions[name].table for name in named if name in dimensions]
    if u.has("vague"):
        return _of_churn(u) if "churn_events" in {*tables, *_named_tables(u)} else None
    if len(u.accounts) > 1 and u.has("compare", "order"):
        return "arr"
    if is_of_growth(u) and slots.grouped.names and not _of_rows(tables):
        return "arr"
    rows = next((COUNTED[table] for table in tables if table in COUNTED), None)
    if rows == "live_subscriptions" and u.has("noun") and not u.has("count"):
        return "arr" if u.has("order") else None
    if rows:
        return OF_ACCOUNTS.get(rows, rows) if u.has("noun") and u.has("count") else rows
    return _of_accounts(slots)


def _of_churn(u: Understanding) -> str:
    """Churn events, or what they took where an amount is asked for: 'churn by reason in dollars'."""
    return "arr_losses" if u.has_word(*word_set("money")) else "churn_events"


def _of_rows(tables: list[str]) -> list[str]:
    return [table for table in tables if table in COUNTED and table != "subscriptions"]


def _of_accounts(slots: Slots) -> str | None:
    """Accounts ranked are ranked by ARR; accounts counted, or cut by the most popular plan, are counted."""
    u = slots.u
    ordered = [{u.word(at) for at in match.at} for match in u.of("order")]
    is_popular = bool(slots.grouped.names) and any("popular" in words for words in ordered)
    names_accounts = u.has("noun") or any("account" in {u.word(at) for at in m.at} for m in u.of("flag", "list"))
    if ordered and names_accounts and set(slots.grouped.names) <= {ACCOUNT}:
        return "arr"
    counts = u.has("count", "share") or slots.grouped.names or any(words & {*MOST} for words in ordered)
    is_counted = names_accounts and counts and not u.has("list")
    return "accounts" if is_popular or is_counted else None


def _names(meanings: tuple[object, ...]) -> list[str]:
    return [meaning[0] if isinstance(meaning, tuple) else str(meaning) for meaning in meanings]
