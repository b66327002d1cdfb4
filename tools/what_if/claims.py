"""A result that the asker has read somewhere, held against what the stated inputs give."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tools.context import Context
from tools.evidence import Section
from tools.facts import Definition, Fact
from tools.names import listed, lowered
from tools.what_if.given import QUESTION, number

# A printed figure is rounded: "about 126,000", "~6.5M". It agrees when rounding the result the same way gives it.
LEAST_DIGITS = 2


def claim_section(context: Context, claimed: float, results: Sequence[Fact]) -> Section:
    """Under which of the results the claimed figure follows, and how far it is from the nearest."""
    claim = Decimal(repr(claimed))
    known = [fact for fact in results if fact.value is not None]
    agreeing = [fact for fact in known if agrees(claim, number(fact))]
    nearest = min(known, key=lambda fact: abs(number(fact) - claim), default=None)
    if nearest is None:
        return Section(title="The stated result", name="claim", layout="lines", missing="nothing to hold it against")
    verdict = (
        f"follows from {listed([convention_of(fact) for fact in agreeing])}"
        if agreeing
        else "follows under none of the conventions shown"
    )
    facts = [_stated(nearest, claim), _verdict(context, verdict)]
    if not agreeing:
        facts.append(_gap(nearest, claim))
    return Section(title="The stated result", name="claim", layout="lines", facts=tuple(facts))


def agrees(claim: Decimal, result: Decimal) -> bool:
    """Whether the result, rounded as coarsely as the claim is written, is the claim."""
    if not claim:
        return not result
    digits = len(claim.normalize().as_tuple().digits)
    place = Decimal(1).scaleb(claim.adjusted() + 1 - max(digits, LEAST_DIGITS))
    return result.quantize(place, rounding=ROUND_HALF_UP) == claim.quantize(place, rounding=ROUND_HALF_UP)


def convention_of(fact: Fact) -> str:
    """How a result is told from the others: its convention, else its name."""
    return fact.subject.get("convention") or lowered(fact.label)


def _stated(like: Fact, claim: Decimal) -> Fact:
    return like.model_copy(
        update={
            "metric": "claimed_result",
            "label": "Stated result",
            "value": claim,
            "subject": {},
            "definition": Definition(name="claimed_result", version=1, formula="as stated in the question"),
            "inputs": {},
            "source": QUESTION,
            "undefined_because": None,
        }
    )


def _verdict(context: Context, words: str) -> Fact:
    return Fact(
        metric="claim_verdict",
        label="It",
        value=words,
        unit="text",
        as_of=context.as_of,
        definition=Definition(
            name="claim_verdict", version=1, formula="agrees when the result rounded as the statement is gives the same"
        ),
        source=QUESTION,
    )


def _gap(nearest: Fact, claim: Decimal) -> Fact:
    words = f"stated result - {convention_of(nearest)}"
    return nearest.model_copy(
        update={
            "metric": "claim_gap",
            "label": "Against the nearest",
            "value": claim - number(nearest),
            "definition": nearest.definition.model_copy(update={"formula": words}),
            "is_change": True,
        }
    )
