"""Weights that past losses suggest: a logistic regression of loss on the three input scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.health.component import INPUTS, Input, in_thousandths
from tools.health.observing import Observation

LEAST_LOSSES = 10
MOSTLY_KNOWN = 0.8


@dataclass(frozen=True)
class Learnt:
    """The suggested share of each input, adding up to one; empty, with `because`, when too little is known."""

    weights: Mapping[Input, Decimal]
    losses: int
    observations: int
    because: str = ""


def learn(observations: Sequence[Observation]) -> Learnt:
    """Proportions of the coefficients of the inputs known of most accounts; one that points the wrong way is 0."""
    inputs = tuple(name for name in INPUTS if _is_mostly_known(name, observations))
    rows = [item for item in observations if all(name in item.score.inputs for name in inputs)]
    losses = len({(item.account_id, item.lost_on) for item in rows if item.is_lost})
    refused = _refusal(inputs, losses)
    if refused:
        return Learnt({}, losses, len(rows), refused)
    pulls = _pulls(rows, inputs)
    total = sum(pulls.values())
    if not total:
        return Learnt({}, losses, len(rows), "no input was lower before losses than otherwise")
    weights = in_thousandths({name: pull / total for name, pull in pulls.items()})
    return Learnt({name: weights[name] for name in inputs}, losses, len(rows))


def _is_mostly_known(name: Input, observations: Sequence[Observation]) -> bool:
    known = sum(1 for item in observations if name in item.score.inputs)
    return known > MOSTLY_KNOWN * len(observations)


def _refusal(inputs: Sequence[Input], losses: int) -> str:
    if len(inputs) < 2:
        return "fewer than two inputs are known of most accounts"
    if losses < LEAST_LOSSES:
        return f"it rests on {losses} losses, and fewer than {LEAST_LOSSES} suggest nothing"
    return ""


def _pulls(rows: Sequence[Observation], inputs: Sequence[Input]) -> dict[Input, float]:
    """How far the odds of a loss fall with each point of an input, the others equal; never below zero."""
    # Loading the library takes seconds, and few questions need it.
    from sklearn.linear_model import LogisticRegression

    scores = [[float(item.score.inputs[name]) / 100 for name in inputs] for item in rows]
    model = LogisticRegression(C=10.0).fit(scores, [item.is_lost for item in rows])
    return {name: max(-float(pull), 0.0) for name, pull in zip(inputs, model.coef_[0], strict=True)}
