"""'Why does CS report 108 and Finance 105 for the same quarter's NRR?', 'NRR as segment mean against pooled'."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.amounts import Amount
from assistant.planner.slots import slots_of
from assistant.planner.what_ifs.amount_roles import as_unit
from assistant.planner.what_ifs.said import Found, Said
from tools.difference_requests import ExplainDifference
from tools.differences.conventions import ALL

MOST_FIGURES = 2
# Words that hold two figures together and ask for nothing by themselves.
REPORTING = frozenset(("got", "has", "have", "show", "report", "say"))
ABOVE_ALL, HIGHEST = "net_revenue_retention", 2
# 'which one is right': a question of its own, wherever the figures stand.
WHOLE = 4


def read_difference(said: Said) -> Found | None:
    """A retention or churn metric with two figures that differ, with a convention, or asked by convention."""
    figures = [amount for amount in said.amounts if not amount.is_money and _is_figure(said, amount)][:MOST_FIGURES]
    metrics = {str(match.value) for match in said.u.of("metric")} or _meant(said, figures)
    named = said.of("conventions")
    is_asked = _are_held_together(said, figures) if figures else _is_asked_for(said)
    if len(metrics & set(ALL)) != 1 or not (named or is_asked) or said.of("scenarios"):
        return None
    slots = slots_of(said.u)
    request = ExplainDifference(
        metric=(metrics & set(ALL)).pop(),
        figures=tuple(_rate(amount) for amount in figures) if len(figures) == MOST_FIGURES else (),
        conventions=tuple(dict.fromkeys(str(match.value) for match in named)),
        period=said.period or ("last quarter" if said.u.has_word("quarter") else None),
        filters=slots.filters,
    )
    known = [match.at for match in (*said.matches, *said.u.of("metric", "vague", "flag", "dimension", "average"))]
    asking = tuple(at for at, token in enumerate(said.u.tokens) if token.word in ("why", "which"))
    used = said.used(asking, *known, *(amount.at for amount in said.amounts))
    return Found(request, used | slots.selected.used)


def _is_figure(said: Said, amount: Amount) -> bool:
    """'two NRR numbers': how many there are is none of them."""
    return said.u.plain(amount.at[0])[:1].isdigit()


def _meant(said: Said, figures: Sequence[Amount]) -> set[str]:
    """Which metric two sides disagree about when nobody names it: of those explained only NRR goes above 100 %."""
    is_between_sides = len(figures) == MOST_FIGURES and bool(said.of("sides")) and not said.u.of("noun", "list")
    return {ABOVE_ALL} if is_between_sides and 1 < max(map(_rate, figures)) <= HIGHEST else set()


def _is_asked_for(said: Said) -> bool:
    """'Show NRR by convention'; 'which accounts have a good NRR' only reports."""
    told = {said.u.word(at) for match in said.of("differing") for at in match.at}
    return bool(told - REPORTING)


def _are_held_together(said: Said, figures: Sequence[Amount]) -> bool:
    """'108 and 105', whoever reports them; 'from 105 to 108' is a movement."""
    if len(figures) != MOST_FIGURES:
        return False
    between = range(figures[0].at[-1] + 1, figures[1].at[0])
    is_asked = bool(said.of("differing")) or said.u.has_word("why", "which")
    is_told = any(match.first in between for match in (*said.of("differing"), *said.of("sides")))
    is_told = is_told or any(len(match.at) >= WHOLE for match in said.of("differing"))
    return is_asked and (is_told or any(said.u.word(at) in ("and", "versus", "but", "while") for at in between))


def _rate(amount: Amount) -> float:
    return as_unit(amount, "percent")
