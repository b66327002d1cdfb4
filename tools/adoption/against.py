"""An account's use beside that of similar accounts: its values, their medians and the differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from tools.adoption.peers import Peers
from tools.adoption.use import USE
from tools.company import Company
from tools.evidence import Section
from tools.facts import Fact, Value
from tools.metrics.metric import exact
from tools.record.record import Record
from tools.record.stated import Measure, Rule, measured, source_of, stated

COMPARED = (
    "active_licensed_share",
    "breadth_share",
    "features_used_recent",
    "uses_per_user",
    "usage_trend",
    "error_share",
)
MEDIAN, DIFFERENCE = "median of similar accounts", "difference"
NAMED = ("active_licensed_share", "features_used_recent", "uses_per_user")
MOST_NAMED = 5
PEERS = Rule("peers", "Similar accounts", "count", "number of accounts compared with", ("account", "lines"))


@dataclass(frozen=True)
class Comparison:
    """One measure of the account and the median of the peers for which it is defined."""

    own: Fact
    median: Fact
    difference: Fact


def peers_fact(record: Record, peers: Peers, company: Company) -> Fact:
    rule = Rule(PEERS.name, PEERS.label, PEERS.unit, f"number of {peers.rule}", PEERS.reads)
    fact = stated(record, rule, len(peers.records), company)
    return fact.model_copy(update={"source": source_of(peers.records, PEERS.reads)})


def compared(record: Record, peers: Peers, company: Company) -> Section:
    """Rows: the account, the median of its peers, the difference. Measures that either side lacks are left out."""
    comparisons = list(_comparisons(record, peers, company))
    facts = (
        *(item.own for item in comparisons),
        *(item.median for item in comparisons),
        *(item.difference for item in comparisons),
    )
    missing = "" if comparisons else "nothing of its use can be compared"
    return Section(title="Against similar accounts", layout="table", facts=facts, missing=missing)


def named(peers: Peers, company: Company) -> Section:
    """The nearest of the peers with their own values."""
    shown = peers.records[:MOST_NAMED]
    facts = [measured(peer, USE[name], company) for peer in shown for name in NAMED]
    known = tuple(fact for fact in facts if fact.value is not None)
    return Section(
        title="Nearest in ARR", layout="table", facts=known, more=len(peers.records) - len(shown) if known else 0
    )


def _comparisons(record: Record, peers: Peers, company: Company) -> Iterator[Comparison]:
    for measure in (USE[name] for name in COMPARED):
        own = measured(record, measure, company)
        values = _values(peers.records, measure, company)
        if own.value is None or isinstance(own.value, str) or not values:
            continue
        middle = exact(median(values))
        formula = f"median over the similar accounts for which it is known: {measure.rule.formula}"
        of_peers = _beside(own, MEDIAN, middle, formula)
        difference = _beside(own, DIFFERENCE, exact(own.value) - middle, f"its own value minus the {MEDIAN}")
        yield Comparison(
            _beside(own, "its own", own.value, measure.rule.formula),
            of_peers.model_copy(
                update={
                    "source": source_of(peers.records, measure.rule.reads),
                    "inputs": {"similar_accounts": len(values)},
                }
            ),
            difference.model_copy(update={"is_change": True, "inputs": {"own": own.value, "median": middle}}),
        )


def _beside(fact: Fact, compared: str, value: Value, formula: str) -> Fact:
    definition = fact.definition.model_copy(update={"formula": formula})
    subject = fact.subject | {"compared": compared}
    return fact.model_copy(update={"value": value, "subject": subject, "definition": definition})


def _values(records: Sequence[Record], measure: Measure, company: Company) -> list[Decimal]:
    found = (measured(record, measure, company).value for record in records)
    return [Decimal(exact(value)) for value in found if value is not None and not isinstance(value, str)]
