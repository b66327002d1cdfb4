"""'Is 92 % GRR good?', 'what is a best in class NRR?', 'is our LTV:CAC healthy?'; and what only knowledge can tell."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.amounts import Amount
from assistant.planner.phrases import Match
from assistant.planner.slots import slots_of
from assistant.planner.what_ifs.amount_roles import LARGEST_FRACTION, fits
from assistant.planner.what_ifs.said import Found, Said
from tools.account_requests import FindPlaybook
from tools.requests import DefineTerm
from tools.what_if.bands import BENCHMARKS
from tools.what_if_requests import JudgeFigure

OURS = frozenset(("our", "ours", "we", "us", "my"))
ASKING_MORE = ("list", "order", "group", "dimension", "signal", "change", "compare")


def read_judgement(said: Said) -> Found | None:
    """A figure the field has bands for, asked how good it is, with at most one amount."""
    measures = said.of("judged")
    if not said.of("judging") or len({match.value for match in measures}) != 1 or _asks_more(said, measures):
        return None
    name = str(measures[0].value)
    within = {at for match in measures for at in match.at}
    amounts = [one for one in said.amounts if not (set(one.at) <= within or said.is_pronoun(one))]
    if len(amounts) > 1 or not all(fits(amount, BENCHMARKS[name].unit) for amount in amounts):
        return None
    ours = tuple(at for at, token in enumerate(said.u.tokens) if token.plain in OURS)
    is_own = bool(ours) and not amounts and bool(BENCHMARKS[name].metric)
    slots = slots_of(said.u)
    request = JudgeFigure(
        measure=name,
        figure=_figure(amounts[0], name) if amounts else None,
        is_own=is_own,
        period=said.period if is_own else None,
        filters=slots.filters if is_own else (),
    )
    of_rows = slots.selected.used if is_own else frozenset(at for match in said.u.of("value") for at in match.at)
    known = [match.at for match in (*said.matches, *said.u.of("metric", "vague", "average", "share", "status"))]
    return Found(request, said.used(ours, *known, *(amount.at for amount in amounts)) | of_rows)


def _asks_more(said: Said, measures: Sequence[Match]) -> bool:
    """'Which accounts have a good NRR', 'NRR by segment': a list or a cut, no judgement."""
    within = {at for match in (*measures, *said.of("judging")) for at in match.at}
    others = [match for match in said.u.of(*ASKING_MORE) if within.isdisjoint(match.at)]
    plural = [at for match in said.u.of("noun") for at in match.at if said.u.tokens[at].is_plural and at not in within]
    return bool(others or plural or said.of("scenarios") or said.u.accounts)


def _figure(amount: Amount, name: str) -> float:
    is_percent = BENCHMARKS[name].unit == "percent"
    number = amount.number
    return round(number / 100, 10) if is_percent and (amount.is_percent or number > LARGEST_FRACTION) else number


def read_general(said: Said) -> Found | None:
    """What the field has learnt in numbers, of no account and no figure of the company."""
    is_of_company = said.u.accounts or any(not when.is_now for when in said.u.whens)
    if is_of_company or any(amount.is_money for amount in said.amounts):
        return None
    terms = tuple(str(match.value) for match in said.of("told_by_terms"))[:1]
    if not terms and not said.of("general"):
        return None
    request = DefineTerm(terms=terms) if terms else FindPlaybook(situation=said.u.text[:300], kind="operating")
    return Found(request, frozenset(range(len(said.u.tokens))))
