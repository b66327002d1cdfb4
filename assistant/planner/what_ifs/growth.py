"""'Two companies start at $10M and add $3M a year; one keeps 85 %, the other 93 %: how far apart after 5 years?'"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.planner.amounts import Amount
from assistant.planner.what_ifs.amount_roles import as_unit, roles
from assistant.planner.what_ifs.said import Found, Said
from tools.what_if_requests import CompoundArr

MOST_RETENTIONS = 3
KEEPING = ("keep", "keeping", "kept", "retain", "retaining", "retained", "retention", "grr", "nrr")
LIFETIMES = ("lifetime_value_by_churn", "lifetime_value_simple", "lifetime_value_discounted", "growth_a_year")
KEPT_PERCENT = range(40, 151)
MONEY = ("opening_arr", "new_arr")
BETTER = ("better", "higher", "more", "up", "improve")
WORSE = ("worse", "lower", "less", "down", "fewer", "drop")


def read_growth(said: Said) -> Found | None:
    """Years ahead with at least one share kept, or points more of it."""
    years = next((amount for amount in said.amounts if amount.is_count and _is_years(said, amount)), None)
    kept = _kept(said, years)[:MOST_RETENTIONS]
    points = roles(said.u.tokens, said.amounts, ("points",))
    if years is None or not (kept or points) or not said.of("growing") or _is_of_one_account(said):
        return None
    money = _money(said)
    small = _small_counts(said)
    parts = [*(at for _, at in money.values()), *(role.at for role in points)]
    parts += [amount.at for amount in (years, *kept)]
    claim = said.claimed({at for part in parts for at in part} | small)
    request = CompoundArr.model_validate(
        {
            "retentions": [as_unit(amount, "percent") for amount in kept],
            "points": _signed(said, points[0].stated.amount) if points else None,
            "years": int(years.number),
            "claimed": claim.number if claim else None,
            **_amounts(money),
        }
    )
    parts += [amount.at for amount in said.amounts if amount is claim or set(amount.at) <= small]
    if not {at for amount in said.amounts for at in amount.at} <= {at for part in parts for at in part}:
        return None
    known = [match.at for match in said.u.of("metric", "vague", "noun")]
    turned = tuple(at for at, token in enumerate(said.u.tokens) if points and token.word in (*WORSE, *BETTER))
    return Found(request, said.used(*parts, *known, said.worded, turned))


def _kept(said: Said, years: Amount | None) -> list[Amount]:
    """Percents, and after 'keeps' numbers that can be nothing else."""
    is_said = said.u.has_word(*KEEPING)
    return [
        amount
        for amount in said.amounts
        if amount is not years
        and (amount.is_percent or (is_said and amount.is_count and int(amount.number) in KEPT_PERCENT))
    ]


def _money(said: Said) -> dict[str, tuple[float, tuple[int, ...]]]:
    """Opening and new ARR with their places; a lone amount of money is the opening."""
    found = {role.name: (role.stated.amount, role.at) for role in roles(said.u.tokens, said.amounts, MONEY)}
    explained = {at for _, place in found.values() for at in place}
    stray = [amount for amount in said.amounts if amount.is_money and explained.isdisjoint(amount.at)]
    if len(stray) == 1 and "opening_arr" not in found and not said.of("claims"):
        found["opening_arr"] = (stray[0].number, stray[0].at)
    return found


def _amounts(money: Mapping[str, tuple[float, tuple[int, ...]]]) -> dict[str, float]:
    """Of an ARR that is stated nothing new is won unless that is stated too."""
    stated = {name: amount for name, (amount, _) in money.items()}
    return {"new_arr": 0.0, **stated} if "opening_arr" in stated else stated


def _signed(said: Said, points: float) -> float:
    return -points if said.u.has_word(*WORSE) else points


def _is_of_one_account(said: Said) -> bool:
    """'10k a year, stays 4 years, 80 % margin' is one account's lifetime."""
    names = {role.name for role in roles(said.u.tokens, said.amounts, ("gross_margin", "lifespan_years"))}
    return bool(names - {"lifespan_years"}) or any(str(match.value) in LIFETIMES for match in said.of("formulas"))


def _small_counts(said: Said) -> set[int]:
    """'two companies', 'one keeps': numbers that only count what is compared."""
    counts = [amount for amount in said.amounts if amount.is_count and amount.number <= MOST_RETENTIONS]
    return {position for amount in counts for position in amount.at}


def _is_years(said: Said, amount: Amount) -> bool:
    return said.u.word(amount.at[-1] + 1) == "year" and not amount.is_money
