"""What the two sides of a review have to settle: calls without a reason, missed targets, doubtful renewals."""

from __future__ import annotations

from collections.abc import Iterator

from tools.board.ahead import at_risk
from tools.board.rates import retention
from tools.board.reported import Reported, renewals_of
from tools.errors import NoData
from tools.evidence import Section
from tools.facts import Fact
from tools.record.stated import Rule
from tools.record.totals import added
from tools.renewals.asked import Asked
from tools.renewals.forecast import UNREASONED, overdue

ROWS = ("renewals", "lines")
DOUBTFUL = Rule(
    "doubtful_renewals", "Doubtful renewals to decide on", "money", "open renewals at risk or critical, their ARR", ROWS
)
LATE = Rule("overdue_renewals", "Renewals past their day and open", "money", "sum of their ARR", ROWS)


def decisions(reported: Reported) -> Section:
    """Only what calls for a decision: nothing that is as it should be."""
    facts = (*_missed(reported), *_renewals(reported), *_risk(reported))
    missing = "" if facts else "nothing in the figures calls for one"
    return Section(name="decisions", title="To decide", layout="lines", facts=facts, missing=missing)


def _missed(reported: Reported) -> Iterator[Fact]:
    """The distance of each rate that is under its target."""
    for fact in retention(reported).facts:
        if fact.metric.endswith("_against_target") and not isinstance(fact.value, str) and (fact.value or 0) < 0:
            yield fact.model_copy(update={"label": f"{fact.subject['rate']} against target", "subject": {}})


def _renewals(reported: Reported) -> Iterator[Fact]:
    try:
        asked = renewals_of(reported.ahead, reported.coming)
    except NoData:
        return
    doubtful = [item for item in asked.rated if item.bucket in ("at_risk", "critical")]
    if doubtful:
        inputs = {"renewals": len(doubtful)}
        arr = added(item.arr for item in doubtful)
        yield asked.total(DOUBTFUL, arr, [item.due for item in doubtful], inputs=inputs)
    yield from _unsettled(asked)


def _unsettled(asked: Asked) -> Iterator[Fact]:
    unreasoned = [item.due for item in asked.rated if item.differs and not item.reason]
    if unreasoned:
        yield asked.total(UNREASONED, len(unreasoned), unreasoned)
    late = overdue(asked)
    if late:
        inputs = {"renewals": len(late)}
        yield asked.total(LATE, added(due.renewal.arr for due in late), late, inputs=inputs, period=None)


def _risk(reported: Reported) -> Iterator[Fact]:
    fact = at_risk(reported) if reported.standings else None
    if fact is not None and fact.value:
        yield fact
