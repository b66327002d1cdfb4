"""The parts of a backtest: by status, how many losses were flagged, what was missed, the weights."""

from __future__ import annotations

from collections.abc import Iterator

from tools.evidence import Section
from tools.facts import Fact
from tools.health.component import INPUTS, Input, in_thousandths
from tools.health.judging import Loss, losses
from tools.health.learning import Learnt, learn
from tools.health.measures import READS
from tools.health.proving import Proof, by_status, found_out
from tools.record.stated import Rule

MOST_LISTED = 20
LOST_ON = Rule("health_lost_on", "Lost on", "date", "the first close at which its paid ARR was zero", ("lines",))
LOST_ARR = Rule("health_lost_arr", "ARR", "money", "its ARR at the last score before the loss", ("lines",))
SEEN = Rule("health_seen", "Statuses before", "text", "its statuses at the month ends of the horizon before", READS)
LOSSES = Rule("health_losses", "Losses with a score before", "count", "losses with a score within the horizon", READS)
MISSED = Rule("health_missed", "Missed losses", "count", "losses whose every score within the horizon was green", READS)
CURRENT = Rule("health_weight_current", "Weight now", "percent", "the company's weight of the input", ("account",))
SUGGESTED = Rule(
    "health_weight_suggested",
    "Weight suggested",
    "percent",
    "share of the input's coefficient in a logistic regression of loss within the horizon on the input scores",
    READS,
)


def statuses(proof: Proof) -> Section:
    return Section(title="By status", layout="table", facts=tuple(by_status(proof)))


def flagged(proof: Proof) -> Section:
    return Section(title="How many losses were flagged", layout="table", facts=tuple(found_out(proof)))


def missed(proof: Proof) -> Section:
    """The losses nobody could see coming by the score: green at every month end of the horizon before."""
    found = [loss for loss in losses(proof.observed.observations) if loss.was_missed]
    facts = tuple(fact for loss in found[:MOST_LISTED] for fact in _loss(proof, loss))
    missing = "" if found else "no account that was green throughout was lost"
    more = max(len(found) - MOST_LISTED, 0)
    return Section(title="Green and then lost", layout="table", facts=facts, more=more, missing=missing)


def counted(proof: Proof) -> Section:
    found = losses(proof.observed.observations)
    facts = (
        proof.book.fact(LOSSES, len(found), period=proof.span),
        proof.book.fact(MISSED, sum(loss.was_missed for loss in found), period=proof.span),
    )
    return Section(title="Losses", layout="lines", facts=facts)


def weights(proof: Proof) -> Section:
    learnt = learn(proof.observed.observations)
    wanted = proof.book.context.company.health.weights.model_dump()
    current = in_thousandths({name: share / sum(wanted.values()) for name, share in wanted.items()})
    facts = []
    for name in INPUTS:
        facts.append(proof.book.fact(CURRENT, current[name], {"input": name.capitalize()}))
        facts.append(_suggested(proof, name, learnt))
    return Section(title="Weights", layout="table", facts=tuple(facts), missing=learnt.because)


def _suggested(proof: Proof, name: Input, learnt: Learnt) -> Fact:
    weight = learnt.weights.get(name)
    because = None if weight is not None else learnt.because or "it is not known of most accounts"
    inputs = {"losses": learnt.losses, "scores": learnt.observations}
    return proof.book.fact(SUGGESTED, weight, {"input": name.capitalize()}, inputs=inputs, undefined_because=because)


def _loss(proof: Proof, loss: Loss) -> Iterator[Fact]:
    subject = {"account": loss.name}
    yield proof.book.fact(LOST_ON, loss.lost_on.isoformat(), subject)
    yield proof.book.fact(LOST_ARR, loss.arr, subject)
    yield proof.book.fact(SEEN, ", ".join(loss.statuses), subject)
