"""Every kind of paper for accounts with different stories: grounded, honest about gaps, short enough, up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from assistant.grounding import check
from assistant.papers.drafts import KINDS, LETTER
from assistant.papers.markdown import write_chat, write_markdown, write_page
from assistant.papers.outline import SectionName, outline_of
from assistant.papers.paper import Chart, Figures, Grid, Kind, Lines, Paper
from tests.integrations.sampled import LIVE, LOST, found, paper, view
from tools.evidence import Evidence
from tools.record.choosing import record_of

WHOLE = (
    *(("brief_account", {"account": name}) for name in LIVE),
    ("brief_account", {"account": "Acme Logistics", "since": "last conversation"}),
    *(("prepare_qbr", {"account": name}) for name in LIVE),
    *(("explain_churn", {"account": name}) for name in LOST),
    ("review_churn", {"period": "2025"}),
    ("review_churn", {"period": "2024 to 2025"}),
    ("review_churn", {"period": "Q2 2026"}),
    ("prepare_board", {}),
    ("prepare_review", {}),
)
IDS = [" ".join((tool, *given.values())) for tool, given in WHOLE]
ONE_PAGE = 480
MACHINE = re.compile(r"\b(?:nan|NaN|undefined|Decimal)\b|[{}]| ,|(?<!\.)\.\.(?!\.)|\w_(?:state|on|arr|score)\b")
# A column of whole amounts has no cents in it.
CENTS = re.compile(r"\.\d\d$")
FREE_NAMES = {"title", "account", "period", "day", ""}


@pytest.fixture(params=WHOLE, ids=IDS)
def drafted(request: pytest.FixtureRequest) -> tuple[Paper, Evidence]:
    tool, arguments = request.param
    return paper(tool, **arguments)


def lines_of(made: Paper) -> Iterator[tuple[str, tuple[object, ...]]]:
    yield from ((part.headline.text, part.headline.facts) for part in made.parts if part.headline)
    for block in (block for part in made.parts for block in part.blocks):
        if isinstance(block, Lines):
            yield from ((line.text, line.facts) for line in block.lines)
        elif isinstance(block, Figures):
            yield from ((f"{one.label}: {one.value}. {one.note}", one.facts) for one in block.figures)
    yield from ((line.text, line.facts) for line in made.summary if line.tone != "gap")


def test_every_number_of_a_line_is_stated_by_the_facts_of_that_line(drafted: tuple[Paper, Evidence]) -> None:
    made, evidence = drafted
    for text, facts in lines_of(made):
        own = evidence.model_copy(update={"facts": facts, "headline": 0})
        assert check(text, (own,)).ungrounded == (), text


def test_the_whole_page_claims_nothing_that_the_evidence_does_not(drafted: tuple[Paper, Evidence]) -> None:
    made, evidence = drafted
    assert check(write_page(made), (evidence,)).ungrounded == ()


def test_every_value_of_a_grid_or_chart_is_the_display_of_one_of_its_facts(drafted: tuple[Paper, Evidence]) -> None:
    for block in (block for part in drafted[0].parts for block in part.blocks):
        shown = {fact.display for fact in getattr(block, "facts", ())}
        if isinstance(block, Grid):
            cells = [
                cell for row in block.rows for name, cell in zip(block.columns, row, strict=True) if name in block.right
            ]
            assert {cell for cell in cells if cell} <= shown | {CENTS.sub("", display) for display in shown}
        elif isinstance(block, Chart) and block.form != "timeline":
            assert {point.shown.removeprefix("-") for one in block.series for point in one.points} <= {
                display.removeprefix("-") for display in shown
            }


def test_a_paper_is_written_without_holes_or_words_of_the_machine(drafted: tuple[Paper, Evidence]) -> None:
    text = write_markdown(drafted[0])
    assert MACHINE.findall(text) == []


def test_nobody_who_left_is_invited_or_named_as_there(drafted: tuple[Paper, Evidence]) -> None:
    made, _ = drafted
    if made.account is None:
        return
    gone = {contact.name for contact in record_of(view(), made.account).contacts if contact.left_on}
    named = [
        cell
        for part in made.parts
        if part.name in ("people", "meeting", "attendees")
        for block in part.blocks
        for cell in (
            [row[0] for row in block.rows]
            if isinstance(block, Grid)
            else [line.text for line in block.lines if "left on" not in line.text]
            if isinstance(block, Lines)
            else []
        )
    ]
    assert not [name for name in gone for text in named if name in text]


@pytest.mark.parametrize("name", LIVE)
def test_a_briefing_fits_one_page_and_says_what_it_must(name: str) -> None:
    made, evidence = paper("brief_account", account=name)
    page = write_page(made)
    assert len(page.split()) <= ONE_PAGE
    parts = [part.name for part in made.parts]
    assert parts[:2] == ["standing", "to_say"]
    assert {"health", "people", "issues", "goals", "promises"} <= set(parts)
    assert made.account == name
    assert evidence.facts[0].display in page


@pytest.mark.parametrize("name", LIVE)
def test_a_business_review_opens_on_their_goals_and_keeps_our_judgement_to_ourselves(name: str) -> None:
    made, _ = paper("prepare_qbr", account=name)
    assert made.parts[0].name == "goals"
    shown = made.model_copy(update={"parts": tuple(part for part in made.parts if not part.is_internal)})
    titles = [part.headline.text for part in shown.parts if part.headline]
    text = "\n".join([write_markdown(shown), *titles]).lower()
    for word in (
        "similar accounts",
        "breadth",
        "csat",
        "nothing said",
        "health score",
        "churn",
        "at risk",
        "**red**",
        "**yellow**",
        "play **",
        "sentiment",
    ):
        assert word not in text, word
    assert any(part.is_internal for part in made.parts)


@pytest.mark.parametrize("name", LIVE)
def test_what_a_business_review_lacks_is_marked_and_counted(name: str) -> None:
    made, _ = paper("prepare_qbr", account=name)
    marked = [block for part in made.parts for block in part.blocks if block.block == "gap"]
    assert bool(marked) == bool(made.gaps)
    if made.gaps:
        said = made.summary[-1].text
        assert said.startswith("One gap" if len(made.gaps) == 1 else f"{len(made.gaps)} gaps")


def test_a_chat_hears_of_a_file_in_a_few_lines(drafted: tuple[Paper, Evidence]) -> None:
    made, evidence = drafted
    if made.kind == "briefing":
        return
    said = write_chat(made, outline_of(made.kind).noun)
    assert 3 <= len(said.splitlines()) <= 6
    assert len(said) < 1_500
    assert check(said.rsplit("\n", 1)[0] if made.gaps else said, (evidence,)).ungrounded == ()


def test_every_name_in_a_sentence_of_an_outline_is_one_that_some_account_fills() -> None:
    filled: dict[Kind, set[str]] = {}
    sections: set[str] = set()
    for tool, given in WHOLE:
        evidence = found(tool, *given.items())
        facts = evidence.facts
        names = {fact.metric for fact in facts} | {name for fact in facts for name in fact.subject}
        filled.setdefault(KINDS[tool], set()).update(names)
        sections |= {section.name for section in evidence.sections}
    assert sections - {""} <= set(SectionName.__args__)  # type: ignore[attr-defined]
    for kind, names in filled.items():
        wanted = {name.split(" ")[0] for sentence in sentences(kind) for name in fields(sentence)}
        levels = {name.rsplit("_", 1)[-1] for name in names} | {"against_target"}
        assert wanted - names - levels - FREE_NAMES == set(), kind


def sentences(kind: Kind) -> Iterator[str]:
    outline = outline_of(kind)
    headlines = [part.headline for part in outline.parts if part.headline]
    yield from (*outline.title, *outline.subtitle)
    yield from (text for told in (*outline.summary, *headlines) for text in told.lead)
    for slot in (slot for part in outline.parts for slot in part.slots):
        yield from (slot.title, *slot.lead, *slot.each, *(f"{{{metric}}}" for metric in slot.metrics))


def fields(sentence: str) -> Iterator[str]:
    yield from (name for _, name, _, _ in Formatter().parse(sentence) if name)


def test_there_is_a_whole_paper_of_every_kind() -> None:
    assert {KINDS[tool] for tool, _ in WHOLE} == set(KINDS.values()) - {LETTER}
