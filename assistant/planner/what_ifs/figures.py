"""'CLTV with $12,000 a year, 75 % margin and 10 % churn', 'how much expansion to reach 110 % NRR'."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.amounts import Amount
from assistant.planner.what_ifs.amount_roles import Role, as_unit, roles
from assistant.planner.what_ifs.said import Found, Said
from assistant.planner.what_ifs.writing import A_MONTH
from assistant.planner.wordings import words_of
from tools.what_if.formulas import FORMULAS
from tools.what_if.inputs import INPUTS
from tools.what_if_requests import CalculateFigure, Stated

# A retention says as much as a churn, and a month as much as a year, wherever one of them is an input.
POINTS = "points"
TWINS = {
    "annual_churn": ("annual_retention", "lifespan_years", "monthly_churn"),
    "annual_retention": ("annual_churn",),
    "lifespan_years": ("annual_retention", "annual_churn", "monthly_churn"),
    "annual_revenue": ("monthly_revenue",),
    "profit_margin": ("loss",),
}
LEAST_INFERRED = 2
MOST_FORMULAS = 4


def read_figure(said: Said) -> Found | None:
    """A formula that is named, with at least one of its inputs stated, or the one whose inputs are all stated."""
    best: Found | None = None
    for match in said.of("formulas"):
        found = _with_inputs(said, _family(said, str(match.value)), match.at)
        if found is not None and (best is None or len(found.used) > len(best.used)):
            best = found
    return best or _inferred(said)


def _inferred(said: Said) -> Found | None:
    """'LTV 45k, CAC 15k': the formula that takes just these inputs, where nothing else is asked of them."""
    if len(said.amounts) < LEAST_INFERRED:
        return None
    fitting = []
    for name in words_of("what_ifs")["inferred"]:
        found = _with_inputs(said, tuple(words_of("what_ifs")["families"].get(name, (name,))), ())
        if found is not None and isinstance(found.request, CalculateFigure) and not _lacking(name, found.request):
            fitting.append(found)
    return max(fitting, key=lambda found: len(found.used), default=None)


def _lacking(formula: str, request: CalculateFigure) -> tuple[str, ...]:
    """The inputs that would have to come from the data."""
    stated = {item.name for item in request.stated}
    return tuple(
        name
        for name in FORMULAS[formula].inputs
        if stated.isdisjoint({name, *TWINS.get(name, ())}) and INPUTS[name].usual is None
    )


def _with_inputs(said: Said, names: tuple[str, ...], at: tuple[int, ...]) -> Found | None:
    wanted = _wanted(names)
    found = roles(said.u.tokens, said.amounts, wanted)
    if not found:
        return None
    changes = _changes(said, found)
    gained = _points(said, found) if POINTS in wanted else []
    parts = [at, *(role.at for role in found), *(place for _, place in (*changes, *gained))]
    parts += [said.worded]
    claim = said.claimed({place for part in parts for place in part})
    parts += [claim.at] if claim else []
    explained = {place for part in parts for place in part}
    if not all(explained.issuperset(amount.at) or said.is_pronoun(amount) for amount in said.amounts):
        return None
    request = CalculateFigure(
        formulas=(*names, *_beside(said, names)),
        stated=(*(role.stated for role in found), *(stated for stated, _ in gained)),
        changed=tuple(stated for stated, _ in changes),
        claimed=as_unit(claim, FORMULAS[names[0]].unit) if claim else None,
        period=said.period,
    )
    known = [match.at for match in said.u.of("metric", "vague", "noun", "count", "group", "topic")]
    counted = [amount.at for amount in said.amounts]
    return Found(request, said.used(*parts, *known, *counted, said.monthly))


def _beside(said: Said, names: tuple[str, ...]) -> tuple[str, ...]:
    """'NRR and GRR': the other formulas named that take no more inputs than the first."""
    inputs = set(FORMULAS[names[0]].inputs)
    others = (str(match.value) for match in said.of("formulas"))
    same = {name: name for name in others if name not in names and inputs >= set(FORMULAS[name].inputs)}
    return tuple(same)[: MOST_FORMULAS - len(names)]


def _family(said: Said, name: str) -> tuple[str, ...]:
    """The ways to the same figure, the one asked for alone where it is named."""
    named = {str(match.value) for match in said.of("formulas")}
    family = tuple(words_of("what_ifs")["families"].get(name, (name,)))
    particular = tuple(one for one in family if one in named and one != name)
    return particular or family


def _wanted(formulas: Sequence[str]) -> frozenset[str]:
    inputs = {name for formula in formulas for name in FORMULAS[formula].inputs}
    return frozenset(inputs | {twin for name in inputs for twin in TWINS.get(name, ())})


def _changes(said: Said, found: Sequence[Role]) -> list[tuple[Stated, tuple[int, ...]]]:
    """'from 90 % to 93 %': the amount behind 'to' is what the input becomes."""
    changes = []
    stated = {id(role.amount) for role in found}
    for role in found:
        later = next((one for one in said.amounts if id(one) not in stated and _follows(said, role, one)), None)
        if later is not None:
            amount = as_unit(later, INPUTS[role.name].unit)
            changes.append((Stated(name=role.name, amount=amount), later.at))
    return changes


def _points(said: Said, found: Sequence[Role]) -> list[tuple[Stated, tuple[int, ...]]]:
    """'GRR went from 88 % to 91 %': the three points between two rates that are no inputs by themselves."""
    stated = {id(role.amount) for role in found}
    rates = [amount for amount in said.amounts if amount.is_percent and id(amount) not in stated]
    if any(role.name == POINTS for role in found) or len(rates) != len(("from", "to")):
        return []
    first, second = rates
    if said.u.word(second.at[0] - 1) != "to" or second.number <= first.number:
        return []
    return [(Stated(name=POINTS, amount=round((second.number - first.number) / 100, 10)), (*first.at, *second.at))]


def _follows(said: Said, role: Role, later: Amount) -> bool:
    """Whether only 'to' stands between the role's amount and the later one, of a month or not."""
    between = [said.u.word(at) for at in range(role.amount.at[-1] + 1, later.at[0])]
    return [word for word in between if word != A_MONTH] in (["to"], ["percent", "to"])
