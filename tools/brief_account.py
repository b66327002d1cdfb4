"""brief_account: one page on one account before a call or a takeover, or what is new there since a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from tools.briefing.answers import answers, answers_head
from tools.briefing.brief import Brief
from tools.briefing.doubts import doubts
from tools.briefing.gaps import gaps
from tools.briefing.glance import glance, head
from tools.briefing.goals import goals
from tools.briefing.issues import issues
from tools.briefing.money import Outlook, expansion, exposure, renewal
from tools.briefing.news import contract_news, last_talk, news_head, talk_head, talks, whats_new
from tools.briefing.people import people, people_head, silent_people
from tools.briefing.points import to_say
from tools.briefing.promises import promises
from tools.briefing.standing import health, movement, plays, risks
from tools.briefing.timeline import timeline
from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.health.view import view_of
from tools.last_asked import Start, start_of
from tools.measure import scope_words
from tools.paper_requests import BriefAccount
from tools.periods import write_day
from tools.record.choosing import record_of

Part = Callable[[Outlook], Section]
FEW = 3


def _of(part: Callable[[Brief], Section]) -> Part:
    """A part that needs the record only."""
    return lambda outlook: part(outlook.brief)


# What each topic holds, the most useful first; a part without anything to say is left out.
TOPICS: Mapping[str, tuple[Part, ...]] = {
    "people": (_of(people), _of(silent_people)),
    "last_contact": (_of(talks), _of(silent_people)),
    "survey_answers": (_of(answers),),
    "issues": (_of(issues), _of(risks)),
    "goals": (_of(goals),),
    "promises": (_of(promises),),
    "exposure": (exposure, _of(risks)),
    "talking_points": (to_say, _of(promises), _of(goals)),
}
# What answers these topics in a sentence, where the data holds it; the others open with what the account is.
HEADS: Mapping[str, Callable[[Brief], Iterator[Fact]]] = {
    "people": people_head,
    "last_contact": talk_head,
    "survey_answers": answers_head,
}
PAGE: tuple[Part, ...] = (
    to_say,
    _of(glance),
    _of(health),
    _of(risks),
    _of(movement),
    _of(last_talk),
    _of(promises),
    _of(issues),
    _of(goals),
    _of(people),
    _of(partial(silent_people, is_beside_people=True)),
    renewal,
    expansion,
    _of(plays),
    _of(doubts),
    _of(gaps),
)
OCCASIONS: Mapping[str, tuple[Part, ...]] = {
    "call": PAGE,
    "takeover": (to_say, _of(glance), _of(timeline), *PAGE[2:]),
    "executive": (to_say, _of(glance), _of(partial(risks, most=FEW)), exposure, _of(goals), _of(doubts), _of(gaps)),
}
# What is left to know of an account that pays no more.
LOST: tuple[Part, ...] = (_of(glance), _of(timeline), _of(last_talk), _of(issues), _of(people), _of(gaps))
NEWS: tuple[Part, ...] = (
    _of(whats_new),
    _of(movement),
    _of(contract_news),
    _of(issues),
    _of(people),
    _of(silent_people),
    _of(promises),
    _of(talks),
)


def brief_account(context: Context, request: BriefAccount) -> Evidence:
    """Head: what it pays, health and renewal; with `since` what happened from then on.

    Raises UnknownName, AmbiguousName, InvalidRequest or NoData.
    """
    record = record_of(context, request.account)
    start = start_of(context, record, request.since)
    brief = Brief(view_of(context, record, start.day), start.day if request.since else None)
    return in_sections(
        _head(brief, request, start),
        tuple(_told(Outlook(brief), request)),
        title=f"New at {record.account.name}" if request.since else f"Briefing on {record.account.name}",
        assumptions=tuple(_assumptions(brief, start)),
    )


def _head(brief: Brief, request: BriefAccount, start: Start) -> tuple[Fact, ...]:
    if request.since:
        return tuple(news_head(brief, start.said))
    asked = HEADS.get(request.topic, head)
    return tuple(asked(brief)) or tuple(head(brief))


def _parts(brief: Brief, request: BriefAccount) -> tuple[Part, ...]:
    if request.topic != "everything":
        return TOPICS[request.topic]
    if not brief.record.is_paying and not request.since:
        return LOST
    return NEWS if request.since else OCCASIONS[request.occasion]


def _told(outlook: Outlook, request: BriefAccount) -> Iterator[Section]:
    """The parts that have something to say; what the data lacks altogether stands in one part of its own."""
    for part in _parts(outlook.brief, request):
        section = part(outlook)
        if section.facts or section.passages or _is_telling(section, request):
            yield section


def _is_telling(section: Section, request: BriefAccount) -> bool:
    """A part without content says why, except where the whole page says it, or where only news are wanted."""
    is_of_the_data = section.missing.startswith("the data has no") and request.topic == "everything"
    return bool(section.missing) and request.since is None and not is_of_the_data


def _assumptions(brief: Brief, start: Start) -> Iterator[str]:
    yield f"as known on {write_day(brief.context.as_of)}"
    if start.said:
        yield start.said
    if brief.since:
        yield f"new is what happened after the close of {write_day(brief.since)}"
    yield from scope_words(brief.context)
