"""Evidence in the order of an outline: each line with its facts, gaps honest, nothing invented."""

from __future__ import annotations

from assistant.papers.compose import compose
from assistant.papers.outline import Outline
from assistant.papers.paper import Grid, Lines, Paper, Refused
from tests.assistant.papers.drafted import evidence, goal, named, outline, part, slot, usual
from tests.assistant.parts import fact
from tools.evidence import Evidence

GOALS = part("goals", slot("goals", each=("“{goal}”: **{goal_now}** now, {goal_target} aimed at",)))


def paper(found: Evidence, plan: Outline) -> Paper:
    made = compose(found, plan)
    assert isinstance(made, Paper)
    return made


def texts(made: Paper) -> list[list[str]]:
    """The lines of each part."""
    return [
        [line.text for block in one.blocks if isinstance(block, Lines) for line in block.lines] for one in made.parts
    ]


def test_parts_come_in_the_order_of_the_outline_each_line_with_its_own_facts() -> None:
    made = paper(usual(), outline(part("movement", slot("movement")), GOALS))
    assert [one.name for one in made.parts] == ["movement", "goals"]
    assert texts(made)[1] == ["“Fill shifts faster”: **75** now, 52 aimed at"]
    (line,) = made.parts[1].blocks[0].lines  # type: ignore[union-attr]
    assert [one.metric for one in line.facts] == ["goal_now", "goal_target"]
    assert (made.title, made.subtitle, made.account) == ("Acme: briefing", "As of 30 Jun 2026", "Acme")


def test_the_head_says_what_the_chat_opens_with() -> None:
    made = paper(usual(), outline(part("head", slot("head", block="paragraph"))))
    assert texts(made) == [["**Acme** is **red**: health score **32.5** of 100 as of 30 Jun 2026."]]


def test_a_section_without_content_is_a_gap_a_sentence_or_nothing_as_the_outline_says() -> None:
    made = paper(
        usual(),
        outline(
            part("promises", slot("promises", empty="gap")),
            part("expansion", slot("expansion", empty="said")),
            part("silent", slot("expansion", empty="left out")),
        ),
    )
    promises, expansion = made.parts
    gap = "No promise is on record; write down what was agreed."
    assert promises.blocks[0].block == "gap"
    assert made.gaps == (f"Promises: {gap}",)
    assert expansion.blocks[0].block == "paragraph"
    assert texts(made)[1] == ["No room to grow is on record."]


def test_a_section_that_no_tool_brought_is_a_gap_only_where_the_outline_has_words_for_it() -> None:
    silent = part("silent", slot("decisions", empty="gap"))
    worded = part("agenda", slot("agenda", empty="gap", gap="Write the agenda."))
    made = paper(usual(), outline(silent, worded))
    assert [one.name for one in made.parts] == ["agenda"]
    assert made.gaps == ("Agenda: Write the agenda.",)


def test_what_is_missing_beside_what_was_found_is_told_too() -> None:
    found = evidence(named("goals", "lines", *goal(), missing="nobody is on record as their owner"))
    made = paper(found, outline(part("goals", slot("goals", empty="gap"))))
    assert [block.block for block in made.parts[0].blocks] == ["bullets", "gap"]
    assert made.gaps == ("Goals: Nobody is on record as their owner.",)


def test_a_value_that_is_not_known_is_said_with_its_reason_and_never_as_a_zero() -> None:
    unknown = fact("mood", "Mood", None, "score", undefined_because="no note has a tone")
    made = paper(evidence(named("goals", "lines", *goal(), unknown)), outline(part("goals", slot("goals"))))
    assert texts(made)[0][-1] == "Not known: mood (no note has a tone)"


def test_a_limit_keeps_the_first_lines() -> None:
    many = [one for number in range(9) for one in goal(f"Goal {number}", number)]
    made = paper(evidence(named("goals", "lines", *many)), outline(part("goals", slot("goals", limit=3))))
    assert len(texts(made)[0]) == 3
    assert "Goal 0" in texts(made)[0][0]


def test_a_lead_is_said_only_where_the_facts_can_fill_it() -> None:
    leads = ("They stand at {goal_gone}", "They stand at **{goal_now}**")
    made = paper(usual(), outline(part("goals", slot("goals", block="paragraph", lead=leads))))
    assert texts(made) == [["They stand at **75**."]]


def test_records_are_quoted_as_often_as_the_outline_allows() -> None:
    quoted = paper(usual(), outline(part("issues", slot("issues", quotes=1)), part("again", slot("issues"))))
    assert texts(quoted) == [["“Sync down for 3 days.” (Ticket T-17, 1 Jun 2026)"]]


def test_a_table_is_a_grid_with_numbers_to_the_right() -> None:
    made = paper(usual(), outline(part("losses", slot("losses", block="grid"))))
    (grid,) = made.parts[0].blocks
    assert isinstance(grid, Grid)
    assert grid.columns == ("Account", "ARR", "Due", "Why")
    assert grid.rows == (("Beta", "$5,000", "21 Aug 2026", "no open risk"),)
    assert grid.right == ("ARR",)
    assert len(grid.facts) == 3


def test_the_summary_says_what_matters_and_how_much_is_left_to_fill_in() -> None:
    plan = outline(
        part("promises", slot("promises", empty="gap")), summary=({"takes": ("head",)}, {"takes": ("goals",)})
    )
    lines = [line.text for line in paper(usual(), plan).summary]
    assert lines[0].startswith("**Acme** is **red**")
    assert "75" in lines[1]
    assert lines[2] == "One gap to fill in before it is sent: promises."


def test_a_part_that_is_internal_says_so() -> None:
    made = paper(usual(), outline(part("health", slot("head"), is_internal=True)))
    assert made.parts[0].is_internal


def test_a_refusal_of_the_tool_is_no_paper() -> None:
    refusal = Evidence(shape="message", outcome="declined", reason="no_data", message="There is too little for a QBR.")
    made = compose(refusal, outline(GOALS))
    assert made == Refused(message="There is too little for a QBR.", reason="no_data")


def test_a_sentence_never_mixes_the_values_of_two_subjects() -> None:
    met = fact("goal_now", "Now", 26, subject={"account": "Acme", "goal": "Fewer open shifts"})
    found = evidence(named("goals", "lines", met, *goal()))
    leads = ("{goal}: {goal_now} of {goal_target}", "{goal}: {goal_now}, {goal 2}: {goal_now 2} of {goal_target 2}")
    made = paper(found, outline(part("goals", slot("goals", block="paragraph", lead=leads))))
    assert texts(made) == [["Fewer open shifts: 26, Fill shifts faster: 75 of 52."]]


def test_what_says_more_of_one_thing_stands_in_one_sentence() -> None:
    paid = fact("arr", "ARR", 1_000, "money", currency="USD", subject={"account": "Acme", "about": "contract"})
    since = fact("paying_since", "Since", "2024-01-15", "date", subject={"account": "Acme", "about": "relationship"})
    lead = ("Pays {arr} since {paying_since}",)
    made = paper(
        evidence(named("goals", "lines", paid, since)),
        outline(part("goals", slot("goals", block="paragraph", lead=lead))),
    )
    assert texts(made) == [["Pays $1,000 since 15 Jan 2024."]]


def test_gaps_that_the_tool_names_speak_for_the_whole_paper() -> None:
    gap = fact("gap", "To fill in", None, "text", subject={"account": "Acme", "gap": "value in money"})
    asked = gap.model_copy(update={"undefined_because": "ask their finance"})
    plan = outline(part("promises", slot("promises", empty="gap")), part("gaps", slot("gaps", block="gaps")))
    made = paper(evidence(*usual().sections, named("gaps", "lines", asked)), plan)
    assert made.gaps == ("Value in money: ask their finance.",)
    assert [block.block for block in made.parts[1].blocks] == ["gap"]


def test_identifiers_of_rows_can_be_left_out_of_a_grid() -> None:
    made = paper(usual(), outline(part("losses", slot("losses", block="grid", is_keyed=False, metrics=["arr"]))))
    (grid,) = made.parts[0].blocks
    assert isinstance(grid, Grid)
    assert (grid.columns, grid.rows) == (("ARR",), (("$5,000",),))


def test_a_headline_is_a_statement_of_the_facts_and_none_where_they_do_not_fill_it() -> None:
    told = {"takes": ("goals",), "lead": ("{goal} cost {price}", "“{goal}” stands at {goal_now}")}
    (first, second) = paper(
        usual(),
        outline(
            part("goals", slot("goals"), headline=told),
            part("promises", slot("promises", empty="gap"), headline=told),
        ),
    ).parts
    assert first.headline is not None
    assert first.headline.text == "“Fill shifts faster” stands at 75"
    assert "goal_now" in {one.metric for one in first.headline.facts}
    # What is still to be filled in teaches nothing.
    assert second.headline is None


def test_a_count_of_none_has_words_of_its_own() -> None:
    lead = ("{losses none} account left", "{losses} left")
    for count, said in ((0, "No account left."), (3, "3 left.")):
        found = evidence(named("losses", "lines", fact("losses", "Losses", count, subject={})))
        made = paper(found, outline(part("losses", slot("losses", block="paragraph", lead=lead))))
        assert texts(made) == [[said]]
