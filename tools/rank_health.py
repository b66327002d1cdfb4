"""rank_health: the accounts by health or by its change, and how many are green, yellow and red with their ARR."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tools.account_requests import RankHealth
from tools.company_settings import STATUSES
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.health.comparing import since_day
from tools.health.history import healths
from tools.health.measures import SCORE
from tools.health.sections.held import held_facts
from tools.health.sections.moved import CHANGE
from tools.health.standing import (
    ARR,
    RED,
    UNSCORED,
    Standing,
    arr_of,
    by_group,
    by_red_arr,
    by_status,
    chosen,
    counts,
    with_status,
)
from tools.health.view import rule
from tools.measure import scope_words
from tools.periods import write_day
from tools.record.choosing import choose_records, on_day
from tools.record.group import Group
from tools.record.grouping import Grouping, grouping_by
from tools.record.record import Record
from tools.record.stated import lacking, stated

STATUS = rule(
    "health_status", "Status", "text", "the score against the company's thresholds, or lower by open grave signs"
)
HELD = "Status held by"
RENEWAL = rule("next_renewal", "Next renewal", "date", "the earliest renewal not decided yet", ("renewals",))
MOST_RED = rule("most_red_arr", "Most ARR in red accounts", "text", "the group whose red accounts pay most")
MOST_TOLD = 3


@dataclass(frozen=True)
class Groups:
    """The accounts of each value of a dimension, the one with the most ARR in red accounts first."""

    grouping: Grouping
    standings: Mapping[str, Sequence[Standing]]


def rank_health(context: Context, request: RankHealth) -> Evidence:
    """Head: accounts of each status with the ARR at risk, or the accounts whose health moved most.

    Raises UnknownName, AmbiguousName or InvalidRequest for names that fit nothing, NoData when no account pays.
    """
    context = on_day(context, request.as_of)
    since = since_day(context, request.since) if request.since else None
    records, words = choose_records(context, request.filters)
    everyone = _standings(context, records, since)
    if not everyone:
        raise NoData("None of these accounts pays on that day; try another day or fewer filters.")
    book = Group(context, tuple(item.record for item in everyone))
    ranked = _ranked(chosen(everyone, request.status), request)
    shown = ranked[: request.limit]
    groups = _groups(book, everyone, request)
    overview = Section(title="By status", layout="table", facts=tuple(by_status(book, everyone)))
    sections = (*_grouped(book, groups), overview, _listed(book, shown, len(ranked), since))
    head = _moved(book, shown) if since else (*_foremost(book, groups, request), *counts(book, everyone))
    return in_sections(
        tuple(head),
        sections,
        title="Change of health" if since else "Health of the accounts",
        order=request.order,
        assumptions=tuple(_assumptions(context, everyone, words, since)),
        notes=_notes(everyone),
    )


def _standings(context: Context, records: Iterable[Record], since: date | None) -> tuple[Standing, ...]:
    now = healths(context)
    before = healths(replace(context, as_of=since)) if since else {}
    paying = (record for record in records if record.is_paying)
    names = ((record, record.account.account_id) for record in paying)
    return tuple(Standing(record, now[name], before.get(name)) for record, name in names)


def _ranked(standings: Iterable[Standing], request: RankHealth) -> list[Standing]:
    """By status and then score, or by change when a day to compare with is named; accounts without one are left out."""
    sign = -1 if request.order == "highest" else 1
    valued = [(_value(item, request), item) for item in standings]
    known = [((sign * value[0], sign * value[1]), item) for value, item in valued if value is not None]
    return [item for _, item in sorted(known, key=lambda pair: (pair[0], pair[1].record.account.name))]


def _value(item: Standing, request: RankHealth) -> tuple[int, Decimal] | None:
    """A status that grave signs hold down comes before the score."""
    if request.since:
        return None if item.change is None else (0, item.change)
    health = item.health
    return None if health.score is None or health.status is None else (STATUSES.index(health.status), health.score)


def _groups(book: Group, standings: Sequence[Standing], request: RankHealth) -> Groups | None:
    if not request.group_by:
        return None
    grouping, found = grouping_by(book.context, request.group_by), defaultdict[str, list[Standing]](list)
    for item in standings:
        found[grouping.group_of(item.record)].append(item)
    return Groups(grouping, by_red_arr(found))


def _grouped(book: Group, groups: Groups | None) -> Iterator[Section]:
    if groups:
        facts = tuple(by_group(book, groups.standings, groups.grouping.dimension))
        yield Section(title=groups.grouping.title, layout="table", facts=facts)


def _foremost(book: Group, groups: Groups | None, request: RankHealth) -> Iterator[Fact]:
    """The group with the most ARR in red accounts, where these are asked about."""
    name, own = next(iter(groups.standings.items())) if groups else ("", ())
    red = with_status(own, "red")
    if groups and red and request.status == (RED,):
        yield book.fact(MOST_RED, name, inputs={"accounts": len(red), "arr": arr_of(red)})
        yield from by_group(book, {name: own}, groups.grouping.dimension)


def _listed(book: Group, shown: Sequence[Standing], matching: int, since: date | None) -> Section:
    facts = tuple(fact for item in shown for fact in _row(book, item, since))
    missing = "" if shown else "no account has such a score"
    more = matching - len(shown)
    return Section(title="Accounts", layout="table", facts=facts, more=more, missing=missing)


def _row(book: Group, item: Standing, since: date | None) -> Iterator[Fact]:
    company, record = book.context.company, item.record
    yield stated(record, SCORE, item.health.score, company)
    yield stated(record, STATUS, item.health.status, company)
    yield from (fact.model_copy(update={"label": HELD}) for fact in held_facts(record, item.health, company))
    if since:
        yield _change(book, item)
    yield stated(record, ARR, record.arr, company)
    renewal = record.next_renewal
    because = lacking(record, ("renewals",)) or "no open renewal is recorded"
    due_on = renewal.due_on.isoformat() if renewal else None
    yield stated(record, RENEWAL, due_on, company, undefined_because=None if renewal else because)


def _moved(book: Group, shown: Sequence[Standing]) -> Iterator[Fact]:
    """The first three, each under a label that names the account."""
    for item in shown[:MOST_TOLD]:
        yield _change(book, item).model_copy(update={"label": f"Change of {item.record.account.name}"})


def _change(book: Group, item: Standing) -> Fact:
    inputs = {"before": item.before.score if item.before else None, "after": item.health.score}
    return stated(item.record, CHANGE, item.change, book.context.company, inputs=inputs, is_change=True)


def _assumptions(
    context: Context, standings: Iterable[Standing], words: Sequence[str], since: date | None
) -> Iterator[str]:
    yield f"at the close of {write_day(context.as_of)}"
    yield "paying accounts only"
    yield from words
    yield context.company.health.levels_in_words
    held = sum(item.health.is_held for item in standings)
    if held:
        yield f"{held} held below the status of the score by grave signs; accounts by status, then score"
    if since:
        yield f"compared with the close of {write_day(since)}"
    yield from scope_words(context)


def _notes(standings: Sequence[Standing]) -> tuple[str, ...]:
    unscored = len(with_status(standings, UNSCORED))
    if not unscored:
        return ()
    return (f"{unscored} paying account{'s' if unscored > 1 else ''} of {len(standings)} cannot be scored.",)
