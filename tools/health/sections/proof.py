"""How far the score has kept its promise: churn after red and after green scores."""

from __future__ import annotations

from collections.abc import Iterator

from tools.company_settings import Status
from tools.context import Context
from tools.evidence import Section
from tools.facts import Fact
from tools.health.observing import observe
from tools.health.proving import LOST_SCORES, OBSERVATIONS, Proof, count_fact, rate_fact
from tools.record.group import Group
from tools.record.reading import read_records

USUAL_HORIZON = 90
SHOWN: tuple[Status, ...] = ("red", "green")


def proof_of(context: Context, horizon: int = USUAL_HORIZON) -> Proof:
    """The usual backtest of every account the asker may see."""
    book = Group(context, tuple(read_records(context).values()))
    return Proof(book, observe(context, horizon, "computed"), horizon)


def track_record(context: Context) -> Section:
    """Churn within 90 days after red and after green scores of the past, with their counts."""
    proof = proof_of(context)
    facts = tuple(fact for status in SHOWN for fact in _after(proof, status))
    return Section(title=f"How far such scores came true within {USUAL_HORIZON} days", layout="lines", facts=facts)


def _after(proof: Proof, status: Status) -> Iterator[Fact]:
    part = proof.part(status)
    yield rate_fact(proof, part, status)
    yield count_fact(proof, OBSERVATIONS, part.observations, status)
    yield count_fact(proof, LOST_SCORES, part.lost, status)
