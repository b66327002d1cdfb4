"""explain_churn: why one account left, when that could first be seen, and who looks like it today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.forensics import one
from tools.forensics.autopsy import Autopsy, autopsies
from tools.forensics.lookalikes import of_one
from tools.forensics.losses import unmatched_events
from tools.forensics.response import response
from tools.forensics.staying import filed_events, staying_head, staying_sections
from tools.forensics.timeline import timeline
from tools.measure import scope_words
from tools.names import listed, need_words
from tools.paper_requests import ExplainChurn
from tools.periods import write_day
from tools.record.choosing import record_of
from tools.record.record import Record

Part = Callable[[Autopsy], Section]
# What a loss is told from; what a company lacks of it is said.
NEEDS = ("usage_events", "contacts", "interactions", "tickets", "surveys", "renewals", "invoices", "churn_events")
LONG_TIMELINE = 40
NO_LEAKAGE = (
    "signs and health are those that were known at the time; the loss itself and what was filed with it are not"
)


def _lookalikes(item: Autopsy) -> Section:
    return of_one(item.context, item.loss)


def _long_timeline(item: Autopsy) -> Section:
    return timeline(item, LONG_TIMELINE)


PARTS: Mapping[str, tuple[Part, ...]] = {
    "everything": (
        one.warning,
        one.evidence_for,
        one.evidence_against,
        one.reason,
        one.last_chance,
        response,
        _lookalikes,
        timeline,
    ),
    "timeline": (_long_timeline,),
    "warning": (one.warning, one.last_chance),
    "pattern": (one.pattern, one.evidence_for, one.evidence_against),
    "reason": (one.reason, one.evidence_for),
    "response": (response, one.last_chance),
    "lookalikes": (_lookalikes,),
}
DETAILS: Mapping[str, tuple[Part, ...]] = {
    "everything": (one.pattern, one.health),
    "timeline": (one.health,),
    "warning": (one.health,),
}


def explain_churn(context: Context, request: ExplainChurn) -> Evidence:
    """The newest loss in full, earlier ones in a table; an account that never left is told so, with its risks.

    Raises UnknownName or AmbiguousName; NoData for an account that never paid.
    """
    record = record_of(context, request.account)
    found = autopsies(context, record)
    if found:
        return _lost(context, found, request)
    if not record.is_paying:
        name = record.account.name
        raise NoData(f"{name} never had a paid line, so there is no loss to explain; ask for its profile instead.")
    return in_sections(
        tuple(staying_head(context, record)),
        tuple(staying_sections(context, record)),
        title=f"{record.account.name} has not left",
        assumptions=(f"as known on {write_day(context.as_of)}", *_lacking(record), *scope_words(context)),
    )


def _lost(context: Context, found: Sequence[Autopsy], request: ExplainChurn) -> Evidence:
    item = found[-1]
    return in_sections(
        one.head(item, found),
        (*_sections(found, request), *_details(item, request)),
        title=f"Why {item.record.account.name} left",
        assumptions=(
            f"as known on {write_day(context.as_of)}",
            NO_LEAKAGE,
            *_lacking(item.loss.record),
            *scope_words(context),
        ),
    )


def _sections(found: Sequence[Autopsy], request: ExplainChurn) -> Iterator[Section]:
    item = found[-1]
    if len(found) > 1:
        yield one.losses(found)
    yield from (part(item) for part in PARTS[request.topic])
    others = tuple(unmatched_events(item.record, tuple(each.loss for each in found)))
    if others and request.topic in ("everything", "reason"):
        yield filed_events(item.context, item.record, others).model_copy(update={"is_detail": True})


def _details(item: Autopsy, request: ExplainChurn) -> Iterator[Section]:
    """What a full account holds but does not tell: asked for by its topic."""
    for part in DETAILS.get(request.topic, ()):
        yield part(item).model_copy(update={"is_detail": True})


def _lacking(record: Record) -> tuple[str, ...]:
    """What the company does not record, so that nobody takes its silence for evidence."""
    missing = [need_words(need) for need in NEEDS if not record.has(need)]
    return (f"not recorded in this data: {listed(missing)}",) if missing else ()
