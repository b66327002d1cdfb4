"""A paper as Markdown: whole in a file, as a page in a chat, as a few lines beside a file."""

from __future__ import annotations

from assistant.papers.markdown import escaped, write_chat, write_markdown, write_page
from assistant.papers.paper import Chart, Figure, Figures, Grid, Kind, Line, Lines, Paper, Part, Point, Series

TREND = Chart(
    form="trend",
    title="Uses a week",
    unit="count",
    series=(Series(name="Uses", points=(Point(at="May", value=8, shown="8"), Point(at="Jun", value=12, shown="12"))),),
)
TIMELINE = Chart(
    form="timeline",
    title="What happened",
    unit="date",
    series=(
        Series(name="usage", points=(Point(at="2026-05-01", value=None, shown="Use dropped"),)),
        Series(name="contract", points=(Point(at="2024-01-15", value=None, shown="Began to pay"),)),
    ),
)


def paper(kind: Kind = "qbr") -> Paper:
    return Paper(
        kind=kind,
        title="Business review: Acme_1 *Ltd*",
        subtitle="As of 30 Jun 2026",
        parts=(
            Part(
                name="goals",
                heading="Your goals",
                blocks=(
                    Lines(block="paragraph", lines=(Line(text="Two **of** them."), Line(text="Both open."))),
                    Lines(lines=(Line(text="# 1 <!here> | [x](y)"), Line(text="1. **75** now"))),
                    Lines(block="gap", lines=(Line(text="Ask for the goals.", tone="gap"),)),
                ),
            ),
            Part(
                name="numbers",
                heading="Numbers",
                blocks=(
                    Figures(figures=(Figure(label="NRR", value="104.1 %", note="+1.8 points"),)),
                    Grid(columns=("Account", "ARR"), rows=(("Be|ta", "$5"), ("", "$3")), right=("ARR",)),
                    TREND,
                ),
            ),
            Part(name="time", heading="Time", blocks=(TIMELINE,)),
        ),
        summary=(Line(text="NRR is **104.1 %**."), Line(text="One gap to fill in.", tone="gap")),
        gaps=("Your goals: Ask for the goals.",),
    )


def test_the_whole_paper_is_markdown_with_headings_and_gaps_marked() -> None:
    assert write_markdown(paper()) == (
        "# Business review: Acme_1 \\*Ltd\\*\n\n"
        "_As of 30 Jun 2026_\n\n"
        "## Your goals\n\n"
        "Two **of** them. Both open.\n\n"
        "- \\# 1 \\<!here\\> \\| \\[x\\](y)\n"
        "- 1\\. **75** now\n\n"
        "- **To fill in:** Ask for the goals.\n\n"
        "## Numbers\n\n"
        "- NRR: **104.1 %**, +1.8 points\n\n"
        "| Account | ARR |\n| --- | ---: |\n| Be\\|ta | $5 |\n| - | $3 |\n\n"
        "_Uses a week_\n\n|  | Uses |\n| --- | ---: |\n| May | 8 |\n| Jun | 12 |\n\n"
        "## Time\n\n"
        "- **15 Jan 2024**: Began to pay\n- **1 May 2026**: Use dropped\n"
    )


def test_a_page_for_a_chat_has_bold_headings_and_no_charts() -> None:
    page = write_page(paper())
    assert page.startswith("**Business review: Acme_1 \\*Ltd\\***\n\n_As of 30 Jun 2026_\n\n**Your goals**\n\n")
    assert "Uses a week" not in page
    assert "Time" not in page


def test_a_chat_shows_the_page_itself_or_what_the_file_holds_in_a_few_lines() -> None:
    assert write_chat(paper("briefing"), "briefing") == write_page(paper("briefing"))
    assert write_chat(paper(), "business review") == (
        "Draft of the business review: **Business review: Acme_1 \\*Ltd\\***, as of 30 Jun 2026.\n"
        "- NRR is **104.1 %**.\n"
        "- One gap to fill in."
    )


def test_bold_stays_and_every_other_mark_is_a_letter() -> None:
    assert escaped("**a*b** _c_ d_e `f`") == "**a\\*b** \\_c\\_ d_e \\`f\\`"


def test_a_headline_opens_the_paper_and_is_not_repeated_under_every_heading() -> None:
    made = paper()
    headlined = [part.model_copy(update={"headline": Line(text=f"{part.heading} done")}) for part in made.parts]
    said = write_markdown(made.model_copy(update={"parts": tuple(headlined)}))
    assert "## Your goals\n\n**Your goals done.**\n\nTwo" in said
    assert "Numbers done" not in said


def test_days_and_months_of_a_chart_are_written_as_people_write_them() -> None:
    points = tuple(Point(at=at, value=1, shown="1") for at in ("2026-06", "2026-06-30", "2026-99", "Q2 2026"))
    dated = TREND.model_copy(update={"series": (Series(name="Uses", points=points),)})
    made = paper().model_copy(update={"parts": (Part(name="use", heading="Use", blocks=(dated,)),)})
    rows = [line.split(" | ")[0] for line in write_markdown(made).splitlines() if line.endswith("| 1 |")]
    assert rows == ["| Jun 2026", "| 30 Jun 2026", "| 2026-99", "| Q2 2026"]
