"""review_book: what needs attention this week in a CSM's or a team's accounts, or how well they are covered."""

from __future__ import annotations

from tools.account_requests import ReviewBook
from tools.book.attention import Week, head, sections, week_of
from tools.book.coverage import ARR_BAND, ARR_BAND_CURRENCY, coverage_head, coverage_sections
from tools.book.owners import NEEDS, book_of
from tools.book.priority import IN_SHORT
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, in_sections
from tools.measure import scope_words
from tools.periods import write_day
from tools.record.choosing import choose_records
from tools.record.group import Group, group_of
from tools.record.stated import require_tables


def review_book(context: Context, request: ReviewBook) -> Evidence:
    """Raises UnknownName, AmbiguousName or InvalidRequest for the CSM or a filter, NoData for an empty book."""
    records, filters = choose_records(context, request.filters)
    book = book_of(context, request.csm, records)
    if not book.records:
        raise NoData("There is no paying account to look at; ask for another book or an earlier day.")
    group = group_of(context, book.records)
    said = (book.words, *filters, f"as known at the close of {write_day(context.as_of)}", *scope_words(context))
    build = _coverage if request.topic == "coverage" else _attention
    return build(group, said, request.limit)


def _attention(group: Group, said: tuple[str, ...], limit: int) -> Evidence:
    week = week_of(group, limit)
    return in_sections(
        head(group, week),
        tuple(sections(week)),
        title="What needs attention",
        assumptions=(*said, IN_SHORT),
        notes=_unscored(week),
    )


def _coverage(group: Group, said: tuple[str, ...], limit: int) -> Evidence:
    require_tables(group.records[0], "Coverage", NEEDS)
    usual = (f"usual ARR per CSM {ARR_BAND}",) if group.company.currency == ARR_BAND_CURRENCY else ()
    return in_sections(
        coverage_head(group), tuple(coverage_sections(group, limit)), title="Coverage", assumptions=(*said, *usual)
    )


def _unscored(week: Week) -> tuple[str, ...]:
    count = sum(item.health.status is None for item in week.everyone)
    return (f"{count} accounts have no health score and are ranked by signals and renewal only",) if count else ()
