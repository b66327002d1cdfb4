"""Sections as lines, each with the facts it states: the same words as in a chat, by the same layouts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from assistant.papers.paper import Line
from assistant.papers.texts import harmless, label_of, text_of, value_of
from assistant.prose.layouts import ACCOUNT, LAYOUTS, Told
from assistant.prose.sections import lead_of
from assistant.prose.templates import filled, sentence_of, values_of
from assistant.prose.wording import lowered, sentence_case
from tools.evidence import Evidence, Layout, Section
from tools.facts import Fact

Group = Sequence[Fact]
HEAD = "head"
# "Interaction INT-1060-033, 30 Mar 2026"
FILED = re.compile(r"\w+ \S*\d\S*, ")


def lines_of(
    section: Section, evidence: Evidence, each: Sequence[str] = (), *, is_apart: bool = False
) -> Iterator[Line]:
    """What its facts say, a line for each that belong together; what has no value comes last.

    `each` are sentences for one such group, in place of the layout's; for each fact alone where they are apart. The
    head says what an answer in a chat opens with.
    """
    if section.name == HEAD:
        yield Line(text=text_of(lead_of(evidence, section.facts)), facts=section.facts)
        return
    told = Told(section, evidence)
    known = [fact for fact in section.facts if fact.value is not None]
    groups = ([fact] for fact in known) if is_apart else GROUPS[section.layout](told, known)
    for group in groups:
        said = filled(each, {**values_of(group), **_firsts(group)}) if each else ""
        yield from [Line(text=sentence_case(text_of(said)), facts=tuple(group))] if said else _said(told, group)
    unknown = [fact for fact in section.facts if fact.value is None]
    for line in _said(told, unknown) if unknown else ():
        yield line.model_copy(update={"text": f"Not known: {lowered(line.text)}"})


def _firsts(group: Group) -> dict[str, str]:
    """ "account_risks first": the first item of a text that lists several."""
    return {f"{fact.metric} first": value_of(fact).split(", ")[0] for fact in group if fact.unit == "text"}


def quotes_of(section: Section, evidence: Evidence) -> Iterator[Line]:
    """Records that say something in words, quoted; nothing in them counts as said by us."""
    for passage in section.passages:
        if passage.kind == "record":
            alone = section.model_copy(update={"facts": (), "passages": (passage,), "layout": "records"})
            yield from (Line(text=_read(text_of(text))) for text in LAYOUTS["records"](Told(alone, evidence)))


def _read(quoted: str) -> str:
    """What was said first and where it is filed last, as one reads it aloud."""
    where, _, said = quoted.partition(": “")
    return f"“{said} ({where})" if said and FILED.match(where) else quoted


def titles_of(section: Section) -> Iterator[Line]:
    """The written knowledge a section points at, by title."""
    yield from (Line(text=harmless(passage.title)) for passage in section.passages if passage.kind != "record")


def _said(told: Told, group: Group) -> Iterator[Line]:
    """The layout's lines of these facts alone; one line a fact where they can be paired."""
    if told.section.layout == "table":
        yield _row(told, group)
        return
    part = told.section.model_copy(update={"facts": tuple(group), "passages": (), "more": 0})
    texts = list(LAYOUTS[part.layout](Told(part, told.evidence)))
    for place, text in enumerate(texts):
        facts = (group[place],) if len(texts) == len(group) else tuple(group)
        yield Line(text=text_of(text), facts=facts)


def _row(told: Told, group: Group) -> Line:
    """A row of a table as a line: "**Acme**: ARR $5,000, due 21 Aug 2026"."""
    if said := sentence_of("lines", group):
        return Line(text=text_of(said), facts=tuple(group))
    key = ", ".join(harmless(value) for value in told.own(group[0]).values())
    values = ", ".join(f"{lowered(label_of(fact))} **{value_of(fact)}**" for fact in group)
    return Line(text=f"**{key}**: {values}" if key else values, facts=tuple(group))


def _by_subject(told: Told, facts: Group) -> Iterator[Group]:
    """Neighbours about one subject."""
    for _, members in groupby(facts, key=lambda fact: tuple(told.own(fact).values())):
        yield list(members)


def _by_row(told: Told, facts: Group) -> Iterator[Group]:
    """Facts of one row, wherever they stand."""
    rows: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        rows.setdefault(tuple(told.own(fact).values()), []).append(fact)
    yield from rows.values()


def _by_sign(told: Told, facts: Group) -> Iterator[Group]:
    """A sign alone, or a figure with the signs that explain it; another account's signs together."""
    group: list[Fact] = []
    for fact in facts:
        if group and not _goes_on(told, group, fact):
            yield group
            group = []
        group.append(fact)
    if group:
        yield group


def _goes_on(told: Told, group: Group, fact: Fact) -> bool:
    name = fact.subject.get(ACCOUNT, "")
    if name != group[0].subject.get(ACCOUNT, ""):
        return False
    is_another = bool(name) and name != told.shared
    return is_another or (group[0].unit != "date" and fact.unit == "date")


GROUPS: Mapping[Layout, Callable[[Told, Group], Iterator[Group]]] = {
    "lines": _by_subject,
    "records": _by_subject,
    "plays": _by_subject,
    "signals": _by_sign,
    "table": _by_row,
}
