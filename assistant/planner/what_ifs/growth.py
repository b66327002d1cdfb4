"""'Two companies start at $10M and add $3M a year; one keeps 85 %, the other 93 %: how far apart after 5 years?'"""

from __future__ import annotations

from assistant.planner.amounts import Amount
from assistant.planner.what_ifs.amount_roles import as_unit, roles
from assistant.planner.what_ifs.said import Found, Said
from tools.what_if_requests import CompoundArr

MOST_RETENTIONS = 3


def read_growth(said: Said) -> Found | None:
    """Years ahead with at least one share kept."""
    years = next((amount for amount in said.amounts if amount.is_count and _is_years(said, amount)), None)
    kept = [amount for amount in said.amounts if amount.is_percent][:MOST_RETENTIONS]
    if years is None or not kept or not said.of("growing"):
        return None
    money = {role.name: role for role in roles(said.u.tokens, said.amounts, ("opening_arr", "new_arr"))}
    stated = {name: role.stated.amount for name, role in money.items()}
    parts = [*(role.at for role in money.values()), *(amount.at for amount in (years, *kept))]
    claim = said.claimed({at for part in parts for at in part} | _small_counts(said))
    request = CompoundArr.model_validate(
        {
            "retentions": [as_unit(amount, "percent") for amount in kept],
            "years": int(years.number),
            "claimed": claim.number if claim else None,
            **stated,
        }
    )
    parts += [amount.at for amount in said.amounts if amount is claim or set(amount.at) <= _small_counts(said)]
    if not {at for amount in said.amounts for at in amount.at} <= {at for part in parts for at in part}:
        return None
    known = [match.at for match in (*said.matches, *said.u.of("metric", "vague", "noun"))]
    return Found(request, said.used(*parts, *known))


def _small_counts(said: Said) -> set[int]:
    """'two companies', 'one keeps': numbers that only count what is compared."""
    counts = [amount for amount in said.amounts if amount.is_count and amount.number <= MOST_RETENTIONS]
    return {position for amount in counts for position in amount.at}


def _is_years(said: Said, amount: Amount) -> bool:
    return said.u.word(amount.at[-1] + 1) == "year" and not amount.is_money
