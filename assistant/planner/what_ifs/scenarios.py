"""'What happens to NRR if we lose Acme and Globex', 'NRR without the three largest upsells', 'if all reds churn'."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.planner.phrases import Match
from assistant.planner.slots import slots_of
from assistant.planner.what_ifs.amount_roles import as_unit
from assistant.planner.what_ifs.said import Found, Said
from tools.dimensions import ACCOUNT, HEALTH
from tools.what_if_requests import SimulateRetention

# The more particular scenario is meant where the words of two are there.
PREFERRED = ("renewal_at", "without_largest_expansions", "red_accounts_leave", "accounts_leave")
NAMING_ACCOUNTS = ("renewal_at", "accounts_leave")
RETENTION = ("nrr", "grr", "retention", "number", "arr", "figure", "rate")
SUPPOSING = frozenset(("if", "would", "were", "suppose", "assume", "assuming", "imagine", "say"))
USUAL_COUNT = 3


def read_scenario(said: Said) -> Found | None:
    """The scenario that the question names, where it is about retention and says whom it touches."""
    scenario = next((match for name in PREFERRED for match in said.of("scenarios") if match.value == name), None)
    if scenario is None or not _is_supposed(said, str(scenario.value)):
        return None
    names = tuple(dict.fromkeys(str(_name(match)) for match in said.u.accounts))
    if bool(names) is not (scenario.value in NAMING_ACCOUNTS):
        return None
    slots = slots_of(said.u)
    filters = tuple(item for item in slots.filters if item.dimension not in (ACCOUNT, HEALTH))
    request = _request(said, scenario, names).model_copy(update={"filters": filters})
    return Found(request, _used(said, scenario) | (slots.selected.used if filters else frozenset()))


def _is_supposed(said: Said, scenario: str) -> bool:
    """'why did Acme leave' and 'NRR without Acme' suppose nothing: only a change of a rate does without an 'if'."""
    words = {token.word for token in said.u.tokens}
    if scenario == "without_largest_expansions":
        return bool(words & set(RETENTION))
    return bool(words & SUPPOSING)


def _request(said: Said, scenario: Match, names: tuple[str, ...]) -> SimulateRetention:
    name = str(scenario.value)
    own = OWN[name](said) if name in OWN else {}
    return SimulateRetention.model_validate({"scenario": name, "accounts": names, "period": said.period, **own})


def _count(said: Said) -> dict[str, float]:
    """How many of the largest expansions."""
    counts = [amount for amount in said.amounts if amount.is_count]
    return {"count": abs(int(counts[0].number)) if counts else USUAL_COUNT}


def _uplifts(said: Said) -> dict[str, float]:
    """At which change of the amount it renews, and at which it was expected to."""
    uplifts = [as_unit(amount, "percent") for amount in said.amounts if not amount.is_money]
    if any(token.word == "flat" for token in said.u.tokens):
        uplifts = [0.0, *uplifts]
    stated = {"uplift": uplifts[0]} if uplifts else {}
    return stated | ({"instead_of": uplifts[1]} if len(uplifts) > 1 and said.of("instead") else {})


OWN: Mapping[str, Callable[[Said], dict[str, float]]] = {"without_largest_expansions": _count, "renewal_at": _uplifts}


def _name(match: Match) -> object:
    return match.value[0] if isinstance(match.value, tuple) else match.value


def _used(said: Said, scenario: Match) -> frozenset[int]:
    u = said.u
    marks = [position for position, token in enumerate(u.tokens) if token.word in ("plus", "minus", "flat", *RETENTION)]
    named = [match.at for match in u.accounts]
    known = [match.at for match in u.of("metric", "status", "vague", "not", "noun", "topic", "signal")]
    known += [match.at for match in u.of("value") if {name for name, _ in match.value} == {HEALTH}]
    return said.used(
        scenario.at,
        tuple(marks),
        *named,
        *known,
        *(amount.at for amount in said.amounts),
        *(m.at for m in said.matches),
    )
