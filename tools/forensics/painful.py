"""The most painful losses of a period side by side, and how much of it could have been saved."""

from __future__ import annotations

from collections.abc import Iterator

from tools.evidence import Section
from tools.facts import Fact
from tools.forensics.chances import LEAST_LEAD
from tools.forensics.composition import NO_LOSS, of_several
from tools.forensics.likeness import DAYS_BEFORE
from tools.forensics.period import Lost, Review
from tools.forensics.stating import CHANCE, basics, of_loss, reason_fact, rule
from tools.record.totals import added, ratio

ARR = rule("churned_arr_of", "ARR", "money", "ARR at the close before the period", ("lines",))
STATUS = rule(
    "health_before_loss", "Health before", "text", f"by the score and grave signs {DAYS_BEFORE} days before the loss"
)
SCORE = rule("health_score_before", "Score", "score", f"health score {DAYS_BEFORE} days before the loss")
SAVABLE = (
    f"losses that were the account's choice, with a first warning sign {LEAST_LEAD} days or more before the decision"
)


def losses(review: Review, limit: int) -> Section:
    """The largest by ARR, each with lead time, kind, pattern, reason given and health before it."""
    shown = review.lost[:limit]
    return Section(
        title="The most painful losses",
        name="losses",
        layout="table",
        facts=tuple(fact for item in shown for fact in _row(item)),
        more=len(review.lost) - len(shown),
        missing="" if review.lost else NO_LOSS,
    )


def _row(item: Lost) -> Iterator[Fact]:
    found = basics(item.autopsy)
    yield of_loss(item.autopsy, ARR, item.arr)
    for name in ("churn_lost_on", "churn_lead_days", "churn_kind", "churn_pattern", "churn_confidence"):
        yield found[name]
    yield reason_fact(item.autopsy)
    health = item.autopsy.health_at(DAYS_BEFORE)
    because = health.because or "it had no score then"
    yield of_loss(item.autopsy, STATUS, health.status, because)
    yield of_loss(item.autopsy, SCORE, health.score, because)


def savable(review: Review) -> Section:
    """What could have been saved: how much of the lost ARR, and the last chance of each such loss."""
    found = [item for item in review.lost if item.autopsy.could_be_saved]
    arr = added(item.arr for item in found)
    whole = {"part": arr, "whole": review.arr}
    because = None if review.arr else NO_LOSS
    facts = [
        of_several(
            review, found, rule("savable_arr", "ARR that could have been saved", "money", f"ARR of {SAVABLE}"), arr
        ),
        of_several(
            review, found, rule("savable_losses", "Losses that could have been saved", "count", SAVABLE), len(found)
        ),
        of_several(
            review,
            found,
            rule("savable_share", "Share of the lost ARR", "percent", f"ARR of {SAVABLE} / churned ARR"),
            ratio(arr, review.arr),
            inputs=whole,
            undefined_because=because,
        ),
        *(fact for item in found for fact in _chance(item)),
    ]
    return Section(title="What could have been saved", name="last_chance", layout="lines", facts=tuple(facts))


def _chance(item: Lost) -> Iterator[Fact]:
    chance = item.autopsy.chance
    if chance.on:
        yield of_loss(item.autopsy, CHANCE, chance.on.isoformat())
        yield of_loss(item.autopsy, rule("churn_last_chance_why", "Why", "text", CHANCE.formula), chance.why)
