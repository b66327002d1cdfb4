"""One value in one sentence, and what a reader should see beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.prose.escaping import plain
from assistant.prose.frame import Frame, frame_of
from assistant.prose.wording import SHARE, about, counted, is_plural, lowered, shown, to_be
from tools.evidence import Evidence
from tools.facts import Fact
from tools.names import listed

PARTS_OF_SHARE = 3
# What a rate or a median was taken over, by the name of the input that counts it.
BASES: Mapping[str, tuple[str, str]] = {
    "base_accounts": ("over {} account", "over {} accounts"),
    "accounts": ("over {} account that paid at the opening", "over {} accounts that paid at the opening"),
    "answers": ("from {} answer", "from {} answers"),
    "answered": ("over {} answered ticket", "over {} answered tickets"),
    "resolved": ("over {} resolved ticket", "over {} resolved tickets"),
    "scored": ("from {} scored ticket", "from {} scored tickets"),
    "tickets": ("over {} ticket", "over {} tickets"),
    "uses": ("over {} use", "over {} uses"),
    "active_accounts": ("over {} active account", "over {} active accounts"),
}


def write_value(evidence: Evidence) -> Iterator[str]:
    """The number in a sentence, the assumptions it does not say, then what stands beside it."""
    first = evidence.facts[0]
    frame = frame_of(evidence, first)
    if first.label.startswith(SHARE) and len(evidence.facts) == PARTS_OF_SHARE and first.value is not None:
        yield frame.under(_share(evidence, frame))
        return
    yield frame.under(SENTENCES.get(first.metric, _alone)(evidence, frame))
    afterwards = _parts if "comparison" in first.subject else AFTERWARDS.get(first.metric, _beside)
    yield from afterwards(evidence.facts[1:])


def statement(fact: Fact, *, is_now: bool) -> str:
    """A fact as a clause without its time: "ARR for FinTech is **$5**", "there were **2** tickets"."""
    subject = f" {words}" if (words := about(fact)) else ""
    verb = to_be(fact, is_now=is_now)
    if fact.unit == "count" and is_plural(fact.label):
        amount, _, noun = counted(fact).partition(" ")
        return f"there {verb} **{amount}** {noun}{subject}"
    label = lowered(fact.label) if fact.label.startswith(SHARE) else fact.label
    return f"{label}{subject} {verb} **{shown(fact)}**"


def undefined(fact: Fact, frame: Frame) -> str:
    """Never 0 % or 100 %: not defined, and why."""
    subject = f" {words}" if (words := about(fact)) else ""
    return frame.around(
        f"{fact.label}{subject}", f" {to_be(fact, is_now=True)} **not defined**: {fact.undefined_because}."
    )


def base_of(fact: Fact) -> str:
    """ ", over 12 accounts that paid at the opening": a rate says little without it."""
    if fact.unit in ("money", "count", "date", "text") and "base_accounts" not in fact.inputs:
        return ""
    for name, (one, several) in BASES.items():
        size = fact.inputs.get(name)
        if isinstance(size, int):
            return f", {(one if size == 1 else several).format(f'{size:,}')}"
    return ""


def _alone(evidence: Evidence, frame: Frame) -> str:
    fact = evidence.facts[0]
    if fact.value is None:
        return undefined(fact, frame)
    return frame.around(statement(fact, is_now=frame.is_now), f"{base_of(fact)}.")


def _beside(facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield f"Beside it: {listed([_short(fact) for fact in facts])}."


def _parts(facts: Sequence[Fact]) -> Iterator[str]:
    yield f"Computed from {listed([_short(fact) for fact in facts])}."


def _short(fact: Fact) -> str:
    if fact.value is None:
        return f"{lowered(fact.label)} not defined"
    if fact.unit == "count" and is_plural(fact.label):
        return counted(fact)
    return f"{lowered(fact.label)} {shown(fact)}"


def _share(evidence: Evidence, frame: Frame) -> str:
    """The share, and the part and the whole it comes from."""
    share, part, whole = evidence.facts
    return frame.around(f"the {statement(share, is_now=frame.is_now)}", f": {shown(part)} of {shown(whole)}.")


def _concentration(evidence: Evidence, frame: Frame) -> str:
    share, amount, whole, *_ = evidence.facts
    if share.value is None:
        return undefined(share, frame)
    scope = f" {words}" if (words := about(share, ("accounts",))) else ""
    held = "hold" if frame.is_now else "held"
    top = plain(share.subject["accounts"])
    return frame.around(
        f"the {top} accounts {held} **{shown(share)}** of {whole.label}{scope}",
        f": {shown(amount)} of {shown(whole)}.",
    )


def _largest(facts: Sequence[Fact]) -> Iterator[str]:
    accounts = [fact for fact in facts if "account" in fact.subject]
    if accounts:
        lines = [f"{place}. **{plain(one.subject['account'])}**: {shown(one)}" for place, one in enumerate(accounts, 1)]
        yield "\n".join(["The largest:", *lines])


SENTENCES: Mapping[str, Callable[[Evidence, Frame], str]] = {"concentration": _concentration}
AFTERWARDS: Mapping[str, Callable[[Sequence[Fact]], Iterator[str]]] = {"concentration": _largest}
