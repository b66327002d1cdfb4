"""The view ahead: renewals by confidence, ARR at risk, the accounts that are risks, as known on one day."""

from __future__ import annotations

from collections.abc import Iterator

from tools.board.reported import Reported, renewals_of
from tools.book.actions import first_play
from tools.company_settings import STATUSES
from tools.errors import NoData
from tools.evidence import Section
from tools.facts import Fact
from tools.health.measures import READS
from tools.health.standing import AT_RISK, Standing, arr_of, by_status, with_status
from tools.record.stated import Rule, lacking, stated
from tools.renewals.forecast import forecast
from tools.renewals.leaving import risks_of
from tools.renewals.rows import labels_of

RISKS = 2
ARR = Rule("arr", "ARR", "money", "annualised amount of the paid lines live at the close", ("lines",))
STATUS = Rule("health_status", "Health", "text", "green, yellow or red by the health score and grave signs", READS)
RENEWAL = Rule("next_renewal", "Next renewal", "date", "the earliest renewal not decided yet", ("renewals",))
WHY = Rule("account_risks", "Why", "text", "open signs of risk: those of leaving first, then the strongest", READS)
PLAY = Rule(
    "recommended_play", "What to do", "text", "the weightiest play that its open signs and status set off", READS
)
OWNER = Rule("account_csm", "CSM", "text", "as recorded on the account", ("account",))
COLUMNS = (ARR, STATUS, RENEWAL, WHY, PLAY, OWNER)


def forecasts(reported: Reported) -> tuple[Section, ...]:
    """The coming quarter: what is still open by confidence with its range, and apart from it what is decided."""
    title = f"Renewals due in {reported.coming.name}"
    try:
        evidence = forecast(renewals_of(reported.ahead, reported.coming))
    except NoData as error:
        return (Section(name="forecast", title=title, layout="lines", missing=error.message.removesuffix(".")),)
    buckets, decided, both, _ = evidence.sections
    head = evidence.facts[: evidence.headline]
    return (
        Section(name="forecast", title=title, layout="lines", facts=(*head, *both.facts)),
        buckets.model_copy(update={"name": "forecast"}),
        decided.model_copy(update={"name": "renewal", "title": f"Decided of {reported.coming.name}"}),
    )


def exposure(reported: Reported) -> Section:
    """Accounts and ARR by health status, all of them together last."""
    facts = tuple(by_status(reported.book, reported.standings)) if reported.standings else ()
    missing = "" if facts else "no account pays"
    return Section(name="exposure", title="ARR by health", layout="table", facts=facts, missing=missing)


def at_risk(reported: Reported) -> Fact:
    """The ARR of red accounts."""
    red = with_status(reported.standings, "red")
    return reported.book.fact(AT_RISK["red"], arr_of(red), inputs={"accounts": len(red)})


def risks(reported: Reported, most: int = RISKS) -> Section:
    """The red accounts with the most ARR, then yellow ones, with the reason and what to do."""
    found = _ranked(reported)
    facts = tuple(fact for item in found[:most] for fact in _row(reported, item))
    more = max(0, len(found) - most)
    missing = "" if found else "no paying account is red or yellow"
    return Section(name="risks", title="Largest risks", layout="table", facts=facts, more=more, missing=missing)


def _ranked(reported: Reported) -> list[Standing]:
    weak = [item for item in reported.standings if item.status in STATUSES[:2]]
    return sorted(weak, key=lambda item: (STATUSES.index(item.health.status or "green"), -item.record.arr))


def _row(reported: Reported, item: Standing) -> Iterator[Fact]:
    record, company = item.record, reported.ahead.company
    signs = risks_of(record, company)
    play = first_play(reported.ahead, [signal.name for signal in signs], item.health.status or "")
    renewal = record.next_renewal
    values = (
        (ARR, record.arr, ""),
        (STATUS, item.health.status, ""),
        (RENEWAL, renewal.due_on.isoformat() if renewal else None, _no_renewal(item)),
        (WHY, labels_of(signs), ""),
        (PLAY, play.title if play else None, "no play's trigger has fired"),
        (OWNER, record.account.csm, "no CSM is recorded"),
    )
    for rule, value, because in values:
        yield stated(record, rule, value, company, undefined_because=because if value is None else None)


def _no_renewal(item: Standing) -> str:
    return lacking(item.record, ("renewals",)) or "no open renewal is recorded"
