"""simulate_retention: NRR and GRR of a period under a what-if, beside the actual ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.measure import scope_words
from tools.measuring import derived, measure_together
from tools.metrics.catalogue import METRICS
from tools.metrics.ledger import BALANCES
from tools.metrics.metric import Metric, exact
from tools.names import listed
from tools.selection import Selection, cut_rows, select
from tools.what_if.given import number
from tools.what_if.scenarios import SCENARIOS, Balance, Scenario
from tools.what_if_requests import SimulateRetention

MOST_ROWS = 15
NRR, GRR = METRICS["net_revenue_retention"], METRICS["gross_revenue_retention"]
# What of a touched account's closing ARR the rate counts.
COUNTED: Mapping[str, Callable[[Balance, Decimal], Decimal]] = {
    NRR.name: lambda _balance, closing: closing,
    GRR.name: lambda balance, closing: min(balance.opening, closing),
}


@dataclass(frozen=True)
class Simulation:
    """The touched accounts and what they would pay; only those with an opening ARR are in a retention rate."""

    request: SimulateRetention
    scenario: Scenario
    touched: Sequence[Balance]
    actual: Mapping[str, Fact]
    currency: str

    @property
    def words(self) -> str:
        return self.scenario.words(self.request, self.touched)

    def closing(self, balance: Balance) -> Decimal:
        return self.scenario.closing(balance, self.request)

    @property
    def cohort(self) -> tuple[Balance, ...]:
        return tuple(balance for balance in self.touched if balance.opening)


def simulate_retention(context: Context, request: SimulateRetention) -> Evidence:
    """Head: NRR, what it becomes, the change, and the same for GRR.

    Raises UnknownName or AmbiguousName for an account, NoData when there is nothing to retain or to change.
    """
    selection = select(context, NRR, request.period, request.filters)
    actual = {facts.metric: facts for facts in measure_together(context, (NRR, GRR), selection)[0]}
    if actual[NRR.name].value is None:
        raise NoData(f"NRR is not defined here: {NRR.undefined}; ask for another period.")
    at_close = replace(context, as_of=selection.period.end)
    scenario = SCENARIOS[request.scenario]
    touched = scenario.touched(at_close, request, _balances(context, selection))
    found = Simulation(request, scenario, touched, actual, context.company.currency)
    return in_sections(
        tuple(_head(found)),
        (_accounts(found),),
        title=sentence_start(found.words),
        assumptions=(*selection.assumptions, *scope_words(context)),
        notes=tuple(_notes(found)),
    )


def _balances(context: Context, selection: Selection) -> list[Balance]:
    rows = cut_rows(context, BALANCES.rows(context, selection.period), selection)
    names = context.vocabulary.accounts
    result = context.warehouse.run(rows.select("account_id", "opening", "closing"))
    return [
        Balance(
            row["account_id"],
            names.get(row["account_id"], row["account_id"]),
            Decimal(exact(row["opening"] or 0)),
            Decimal(exact(row["closing"] or 0)),
        )
        for row in result.rows
    ]


def _head(found: Simulation) -> Iterator[Fact]:
    for metric in (NRR, GRR):
        actual = found.actual[metric.name]
        after = _simulated(found, metric, found.request)
        expected = _expected(found, metric)
        yield from (after, *((expected,) if expected else ()), actual, _change(after, expected or actual))
    yield _at_stake(found)


def _simulated(found: Simulation, metric: Metric, request: SimulateRetention) -> Fact:
    """The rate with the touched accounts' closing ARR replaced."""
    counted, actual = COUNTED[metric.name], found.actual[metric.name]
    changes = [
        counted(balance, found.scenario.closing(balance, request)) - counted(balance, balance.closing)
        for balance in found.cohort
    ]
    opening = Decimal(exact(actual.inputs["opening"] or 0))
    value = number(actual) + sum(changes, Decimal(0)) / opening
    words = found.scenario.words(request, found.touched)
    formula = f"{metric.formula}; {words}, the closing ARR of these accounts is replaced"
    fact = derived(actual, value, subject={**actual.subject, "scenario": words}, formula=formula)
    return fact.model_copy(update={"metric": f"simulated_{metric.name}", "label": f"{metric.label} {words}"})


def _expected(found: Simulation, metric: Metric) -> Fact | None:
    """The rate if the accounts renewed as otherwise expected, where the request says how."""
    expected = found.request.instead_of
    if expected is None:
        return None
    fact = _simulated(found, metric, found.request.model_copy(update={"uplift": expected}))
    return fact.model_copy(update={"metric": f"expected_{metric.name}"})


def _change(after: Fact, before: Fact) -> Fact:
    fact = derived(
        after, number(after) - number(before), subject=after.subject, formula=f"{after.label} - {before.label}"
    )
    name = after.metric.removeprefix("simulated_")
    return fact.model_copy(update={"metric": f"simulated_{name}_change", "label": "Change", "is_change": True})


def _at_stake(found: Simulation) -> Fact:
    """The touched accounts' closing ARR that the scenario adds or takes away."""
    changes = (found.closing(balance) - balance.closing for balance in found.touched)
    rule = "closing ARR in the scenario - closing ARR, of the accounts it touches"
    return _money(found, "simulated_arr_change", "ARR change", sum(changes, Decimal(0)), rule)


def _accounts(found: Simulation) -> Section:
    facts = [fact for balance in found.touched[:MOST_ROWS] for fact in _row(found, balance)]
    more = max(len(found.touched) - MOST_ROWS, 0)
    return Section(title="Accounts it touches", name="accounts", layout="table", facts=tuple(facts), more=more)


def _row(found: Simulation, balance: Balance) -> Iterator[Fact]:
    subject = {"account": balance.name}
    for metric, label, value in (
        ("opening_arr", "Opening ARR", balance.opening),
        ("closing_arr", "Closing ARR", balance.closing),
        ("simulated_closing_arr", "Closing in the scenario", found.closing(balance)),
    ):
        fact = _money(found, metric, label, value, "annualised amount of the paid lines live at the close")
        yield fact.model_copy(update={"subject": subject})


def _money(found: Simulation, metric: str, label: str, value: Decimal, formula: str) -> Fact:
    like = derived(found.actual[NRR.name], value, subject={}, formula=formula, unit="money")
    name = like.definition.model_copy(update={"name": metric})
    currency = found.currency
    return like.model_copy(
        update={"metric": metric, "label": label, "definition": name, "currency": currency, "inputs": {}}
    )


def sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _notes(found: Simulation) -> Iterator[str]:
    outside = [balance.name for balance in found.touched if not balance.opening]
    if outside:
        verb = "was" if len(outside) == 1 else "were"
        yield f"{listed(outside)} {verb} not paying at the opening, so NRR and GRR of the period do not count them"
