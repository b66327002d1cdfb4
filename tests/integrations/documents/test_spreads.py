"""Parts that share a slide: side by side, under their headings, or each on its own where they do not fit."""

from __future__ import annotations

import pytest

from assistant.papers.outline import outline_of
from assistant.papers.paper import Block, Kind, Line, Paper, Part
from integrations.documents.deck.items import Caption, Page, Plot, Table
from integrations.documents.deck.spreading import pages_of_paper
from integrations.documents.deck.spreads import SPREADS
from integrations.documents.measuring import Face
from integrations.documents.style import PLACES
from tests.integrations.charts.samples import LONG, TREND
from tests.integrations.documents.samples import AGREED, FIGURES, bullets, gap


def part(name: str, *blocks: Block, is_internal: bool = False, headline: str = "") -> Part:
    told = Line(text=headline) if headline else None
    return Part(name=name, heading=f"Heading of {name}", headline=told, blocks=blocks, is_internal=is_internal)


def pages(*parts: Part) -> list[Page]:
    return list(pages_of_paper(Paper(kind="qbr", title="Title", parts=parts), PLACES["area"], Face()))


def tables(made: list[Page]) -> list[Table]:
    return [one.item for page in made for one in page.placed if isinstance(one.item, Table)]


@pytest.mark.parametrize("kind", sorted(SPREADS))
def test_every_part_of_a_spread_is_one_of_the_outline_and_stands_once(kind: Kind) -> None:
    shared = [name for spread in SPREADS[kind] for name in spread.names]
    assert set(shared) <= {part.name for part in outline_of(kind).parts if not part.is_internal}
    assert len(shared) == len(set(shared))
    for row in (row for spread in SPREADS[kind] for row in spread.rows):
        assert len(row.columns) == len(row.shares)
        assert sum(row.shares) == pytest.approx(1)


def test_parts_that_belong_together_share_a_slide_under_their_headings() -> None:
    (page,) = pages(part("recommendation", bullets("Do this.")), part("decisions", AGREED))
    assert page.heading == "What we would do in your place"
    captions = [one.item.text for one in page.placed if isinstance(one.item, Caption)]
    assert captions == ["Heading of recommendation", "Heading of decisions"]


def test_a_part_that_is_missing_leaves_its_room_to_the_others() -> None:
    (table,) = tables(pages(part("issues", AGREED)))
    assert sum(table.widths) == pytest.approx(PLACES["area"].width)


def test_a_table_with_room_to_spare_has_taller_rows() -> None:
    (few,) = tables(pages(part("issues", AGREED)))
    (many,) = tables(pages(part("issues", AGREED.model_copy(update={"rows": AGREED.rows * 5}))))
    assert few.pad > many.pad


def test_the_agenda_and_who_joins_are_a_slide_of_their_own() -> None:
    made = pages(
        part("goals", AGREED), part("agenda", bullets("Goals: **15 minutes**")), part("attendees", bullets("A"))
    )
    assert [page.heading for page in made] == ["Your goals, and how far you are", "Our meeting"]


def test_parts_that_do_not_fit_together_have_slides_of_their_own_and_nothing_is_lost() -> None:
    long = AGREED.model_copy(update={"rows": AGREED.rows * 15})
    made = pages(part("value_points", FIGURES, long), part("promises", TREND))
    assert sum(len(table.rows) for table in tables(made)) == 30
    assert any(isinstance(one.item, Plot) for page in made for one in page.placed)
    assert len(made) > 1


def test_what_is_for_the_team_comes_last_and_what_has_no_place_before_it() -> None:
    made = pages(part("meeting", gap("Ask."), is_internal=True), part("other", bullets(LONG)), part("goals", AGREED))
    assert [(page.heading, page.is_internal) for page in made] == [
        ("Your goals, and how far you are", False),
        ("Heading of other", False),
        ("Heading of meeting", True),
    ]


def test_the_title_of_a_slide_is_what_is_to_be_learnt_from_it() -> None:
    (page,) = pages(
        part("value_points", FIGURES), part("promises", AGREED, headline="All of it kept"), part("issues", bullets("A"))
    )
    assert page.heading == "All of it kept"
    assert "Heading of value_points" in [one.item.text for one in page.placed if isinstance(one.item, Caption)]
    (alone,) = pages(part("other", AGREED, headline="It is agreed"))
    assert alone.heading == "It is agreed"


def test_what_is_used_ever_less_does_not_stand_under_what_it_has_brought() -> None:
    titles = [spread.heading for spread in SPREADS["qbr"] if "usage" in spread.names]
    assert titles == ["How you work with it"]
