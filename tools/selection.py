"""Which rows a request means: period, filters and groups, resolved against the company's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import ibis
from ibis.expr.types import BooleanValue, Table

from tools.company_settings import STATUSES
from tools.context import Context
from tools.dimensions import ACCOUNT, CSM, HEALTH, NOT_RECORDED, Dimension, applicable
from tools.errors import InvalidRequest, NoData, NotAllowed
from tools.health.history import statuses
from tools.metrics.metric import Metric
from tools.names import listed, need_words, pick
from tools.period_words import read_period
from tools.periods import MONTHS, Period, write_day
from tools.renewals.due import read_due_period
from tools.requests import Filter
from tools.table_span import require_recorded

TWINS = {"plan": "billed_plan", "is_trial": "is_trial_line"}
BASIS = {
    "plan": "plan as recorded on the account",
    "billed_plan": "plan as billed on the subscription",
    "is_trial": "trial as marked on the account",
    "is_trial_line": "trial as marked on the subscription",
}
# What an account keeps, or what is computed for the day asked about.
# The ways to cut that a refusal names, and how many of them.
USUAL_WAYS = ("segment", "region", "industry", CSM, "plan", "country")
MOST_WAYS = 6
LASTING = (ACCOUNT, HEALTH, "industry", "country", "referral_source")
TRUE, FALSE = ("true", "yes", "1", "y"), ("false", "no", "0", "n")


@dataclass(frozen=True)
class Cut:
    """A resolved filter: the dimension and its values as the data spells them; `names`, where people say others."""

    dimension: Dimension
    values: tuple[str | bool | Period, ...]
    is_excluded: bool = False
    names: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        values = listed(list(self.names) or [_words(value) for value in self.values], "or")
        return f"{self.dimension.label} {'is not' if self.is_excluded else 'is'} {values}"


@dataclass(frozen=True)
class Selection:
    """Rows of a metric: a period inside the data, cuts and groups. `assumptions` say how the question was read."""

    period: Period
    cuts: tuple[Cut, ...] = ()
    groups: tuple[Dimension, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return tuple(dict.fromkeys([*(cut.dimension for cut in self.cuts), *self.groups]))


def select(
    context: Context, metric: Metric, period: str | None, filters: Iterable[Filter] = (), group_by: Sequence[str] = ()
) -> Selection:
    """Resolve a request. Raises UnknownName, AmbiguousName, InvalidRequest or NoData, each with what to do next."""
    chosen, assumed = choose_period(context, metric, period)
    assumed += require_recorded(context, metric, chosen)
    cuts = tuple(resolve_cut(context, metric, item) for item in filters)
    groups = tuple(resolve_dimension(context, metric, name) for name in group_by)
    basis = [BASIS[item.name] for item in (*(cut.dimension for cut in cuts), *groups) if item.name in _bases(context)]
    is_by_health = any(item.name == HEALTH for item in (*(cut.dimension for cut in cuts), *groups))
    basis += [f"health as of {write_day(_health_day(chosen))}"] if is_by_health else []
    basis += held_now(context, metric, chosen, (*(cut.dimension for cut in cuts), *groups))
    said = [cut.words for cut in cuts] + basis
    return Selection(chosen, cuts, groups, tuple(dict.fromkeys([*assumed, *said])))


def held_now(context: Context, metric: Metric, period: Period, dimensions: Iterable[Dimension]) -> tuple[str, ...]:
    """The convention for accounts that moved (to another segment, CSM, plan): all their past counts where they are now.

    Accounts are kept as they stand, without a history of their attributes.
    """
    is_past = (period.end if metric.is_state else period.start) < context.as_of
    moving = [item for item in dimensions if item.table == "accounts" and item.name not in LASTING and not item.grain]
    labels = dict.fromkeys(item.label for item in moving if item.type != "date")
    return (f"{listed(list(labels))} as the accounts have it now",) if labels and is_past else ()


def choose_period(context: Context, metric: Metric, words: str | None) -> tuple[Period, tuple[str, ...]]:
    """The period asked for, or the usual one of the metric's family (DOMAIN section 1), always said."""
    calendar = context.calendar
    if metric.frame.span == "ahead":
        period = read_due_period(words, calendar)
        return period, (period.name,) if words else (f"no period asked: {period.name}",)
    if words:
        period = calendar.covered(read_period(words, calendar))
        return period, (f"at the close of {period.name}",) if metric.is_state else (period.name,)
    if metric.is_state:
        return calendar.covered(Period(start=calendar.as_of, end=calendar.as_of)), ("no date asked: the as-of date",)
    if metric.compares_closes:
        return calendar.covered(calendar.trailing(12)), (f"no period asked: {calendar.trailing(12).name}",)
    quarter = last_full_quarter(context)
    return quarter, (f"no period asked: the last full quarter, {quarter.name}",)


def last_full_quarter(context: Context) -> Period:
    calendar = context.calendar
    held = calendar.holding(calendar.as_of, "quarter")
    return held if held.end <= calendar.as_of else calendar.shifted(held, -1)


def resolve_dimension(context: Context, metric: Metric, name: str) -> Dimension:
    """The dimension a request names. Raises UnknownName, or InvalidRequest when the metric cannot be cut by it."""
    known = context.vocabulary.dimensions
    twin = {value: key for key, value in TWINS.items()}.get(name, TWINS.get(name, name))
    typed = name if name in known or twin not in known else twin
    dimension = known[typed] if typed in known else known[pick(typed, list(known), "way to group or filter")]
    fitting = applicable(known, (metric.frame.cut_table,))
    if metric.frame.is_whole:
        fitting = {name: item for name, item in fitting.items() if item.table != "accounts"}
    names = [dimension.name, *_twins(dimension.name)]
    wanted = [item for item in names if item in fitting]
    if not wanted and not fitting:
        raise InvalidRequest(
            f"{metric.label} rests on costs that are not split by account, so it is known for the company as a whole; "
            "ask for it without groups and filters."
        )
    if not wanted:
        raise InvalidRequest(f"{metric.label} cannot be cut by {dimension.label}; {_ways(fitting)}")
    on_row = [item for item in wanted if fitting[item].table != "accounts"]
    telling = [item for item in on_row if item not in metric.frame.settled]
    preferred = telling if metric.basis == "row" else [item for item in wanted if item not in on_row]
    return fitting[(preferred or wanted)[0]]


def _ways(fitting: Mapping[str, Dimension]) -> str:
    """A few of the ways to cut, those of the metric's own rows first, then those that people use most."""
    names = [item for item in fitting.values() if item.type == "text" and item.name != ACCOUNT]
    usual = sorted(names, key=lambda item: (item.table == "accounts", _place(item.name)))
    return f"it can be cut by {listed([item.label for item in usual[:MOST_WAYS]], 'or')}."


def _place(name: str) -> int:
    return USUAL_WAYS.index(name) if name in USUAL_WAYS else len(USUAL_WAYS)


def resolve_cut(context: Context, metric: Metric, item: Filter) -> Cut:
    dimension = resolve_dimension(context, metric, item.dimension)
    if dimension.type == "flag":
        return Cut(dimension, tuple(_flag(value, dimension) for value in item.values), item.is_excluded)
    if dimension.type == "date":
        return Cut(dimension, tuple(read_period(value, context.calendar) for value in item.values), item.is_excluded)
    values = tuple(context.vocabulary.value(dimension, value) for value in item.values)
    return Cut(dimension, values, item.is_excluded, tuple(called(context, dimension, value) for value in values))


def called(context: Context, dimension: Dimension, value: str) -> str:
    """What people say for a value: accounts and CSMs are recorded by identifiers."""
    if dimension.name == ACCOUNT:
        return context.vocabulary.accounts.get(value, value)
    return context.company.name_of(value) if dimension.name == CSM else value


def cut_rows(context: Context, rows: Table, selection: Selection) -> Table:
    """The rows with one `cut_<name>` column per dimension of the selection, filtered."""
    on_account = [item for item in selection.dimensions if item.table == "accounts"]
    on_row = [item for item in selection.dimensions if item.table != "accounts"]
    rows = rows.mutate(**{column_of(item): _of_row(rows, item) for item in on_row})
    if on_account:
        accounts, period = context.table("accounts"), selection.period
        columns = {column_of(item): _cut(context, accounts, item, period) for item in on_account}
        named = accounts.select("account_id", **columns)
        rows = rows.inner_join(named, "account_id")
    for cut in selection.cuts:
        rows = rows.filter(_meets(rows, cut))
    return rows


def column_of(dimension: Dimension) -> str:
    return f"cut_{dimension.name}"


def require(context: Context, metric: Metric) -> None:
    """Raises NoData naming what the company's data lacks for this metric, NotAllowed for who may not see all of it."""
    if metric.frame.is_whole and not context.scope.is_everything:
        raise NotAllowed(f"{metric.label} is a figure of the whole company, and you may see only some of its accounts.")
    for need in (*metric.frame.tables, *metric.needs):
        table, _, column = need.partition(".")
        if not context.warehouse.has(table, column):
            what = f"{metric.label} needs {need_words(need)}"
            raise NoData(f"{what}, which this company's data does not have; import it to answer this.")


def _of_row(rows: Table, dimension: Dimension) -> Any:
    """The row's column; a score as the text people say ("5"), a row without one under a name of its own."""
    column = rows[dimension.column]
    if dimension.type != "number":
        return column
    whole = column.cast("int64")
    return (column == whole).ifelse(whole.cast("string"), column.cast("string")).fill_null(NOT_RECORDED)


def _cut(context: Context, accounts: Table, dimension: Dimension, period: Period) -> Any:
    """The column to group or filter by: a date with a grain becomes the first day of its fiscal period."""
    if dimension.name == HEALTH:
        return _health(context, accounts, period)
    column = accounts[dimension.column]
    if dimension.grain is None:
        return column
    shift = ibis.interval(months=(context.calendar.fiscal_start_month - 1) % MONTHS[dimension.grain])
    letter = dimension.grain[0].upper()
    return ((column - shift).truncate(letter) + shift).cast("date")


def _health(context: Context, accounts: Table, period: Period) -> Any:
    """The health status at the close before the period, or of the day: what came after must not sort the accounts."""
    found = statuses(replace(context, as_of=_health_day(period)))
    known = {status: [name for name, own in found.items() if own == status] for status in STATUSES}
    branches = [(accounts.account_id.isin(names), status) for status, names in known.items() if names]
    return ibis.cases(*branches) if branches else ibis.null("string")


def _health_day(period: Period) -> date:
    return period.end if period.start == period.end else period.opening_day


def _meets(rows: Table, cut: Cut) -> BooleanValue:
    column = rows[column_of(cut.dimension)]
    if cut.dimension.type == "date":
        within = [column.between(value.start, value.end) for value in cut.values if isinstance(value, Period)]
        meets = reduce(or_, within).fill_null(False)
        return ~meets if cut.is_excluded else meets
    if cut.dimension.type == "flag":
        column = column.fill_null(False)
    meets = column.isin(list(cut.values))
    return ~meets.fill_null(False) if cut.is_excluded else meets


def _flag(value: str, dimension: Dimension) -> bool:
    word = value.strip().lower()
    if word in TRUE or word in FALSE:
        return word in TRUE
    raise InvalidRequest(f"{dimension.label} is yes or no; say which instead of '{value}'.")


def _words(value: str | bool | Period) -> str:
    if isinstance(value, Period):
        return value.name
    return value if isinstance(value, str) else "yes" if value else "no"


def _twins(name: str) -> list[str]:
    return [TWINS[name]] if name in TWINS else [key for key, value in TWINS.items() if value == name]


def _bases(context: Context) -> set[str]:
    """The dimensions whose basis must be said: both sides of a pair are in the data."""
    known = context.vocabulary.dimensions
    return {item for pair in TWINS.items() if set(pair) <= set(known) for item in pair} - {ACCOUNT}
