"""Papers made by hand: a review for an account, a board slide, a report, and what real data does to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.papers.paper import Block, Figure, Figures, Grid, Line, Lines, Paper, Part, Tone
from integrations.documents.imprint import Imprint
from tests.integrations.charts.samples import (
    BRIDGE,
    BUCKETS,
    COHORTS,
    CONTRIBUTIONS,
    EXTREMES,
    LONG,
    NAMES,
    SEGMENTS,
    THROUGH_ZERO,
    TIMELINE,
    TREND,
)
from tools.facts import Definition, Fact, Source, Span

IMPRINT = Imprint("The Sample Company", date(2026, 3, 31))
HOSTILE = "Acme \x00\x0b\ud800\ufffe<b>&amp;</b> ]]> ** **=cmd|' /C calc'!A0** \u202eevil"


def fact(label: str, value: str) -> Fact:
    return Fact(
        metric=label.lower(),
        label=label,
        value=Decimal(value),
        unit="percent",
        subject={"account": "Acme"},
        period=Span(start=date(2026, 1, 1), end=date(2026, 3, 31), label="Q1 FY2026"),
        as_of=date(2026, 3, 31),
        definition=Definition(name=f"rule_of_{label.lower()}", version=3, formula=f"what {label} is in words"),
        source=Source(tables=("accounts", "subscriptions"), rows=1204, query="select 1"),
    )


NRR, GRR = fact("NRR", "1.083"), fact("GRR", "0.91")


def bullets(*texts: str, tone: Tone = "plain") -> Lines:
    return Lines(lines=tuple(Line(text=text, tone=tone) for text in texts))


def gap(*texts: str) -> Lines:
    return Lines(block="gap", lines=tuple(Line(text=text) for text in texts))


FIGURES = Figures(
    figures=(
        Figure(label="NRR", value="108.3 %", note="+2.1 points against Q4", tone="good", facts=(NRR,)),
        Figure(label="GRR", value="91.0 %", note="-0.8 points", tone="warning", facts=(GRR,)),
        Figure(label="ARR", value="$10,571,608"),
    )
)
AGREED = Grid(
    columns=("Agreed", "Owner", "Days"),
    rows=(("Single sign-on", "we", "12"), ("Nightly export to the warehouse of finance", "they", "30")),
    right=("Days",),
    facts=(NRR,),
)
REVIEW_PARTS: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("Your goals", (bullets("**Cut onboarding** to 20 days.", "Close the month faster."), gap("Ask for new goals."))),
    ("What changed", (gap("Fill in: what changed in their business."),)),
    ("What we agreed", (AGREED,)),
    ("What it brought you", (FIGURES, bullets("Use is up by a third."))),
    ("How you work with it", (TREND, bullets("The night shift is weakest."))),
    ("Your spend", (BRIDGE,)),
    ("Where it did not help", (CONTRIBUTIONS, bullets("Two tickets stayed open.", tone="bad"))),
    ("Growth and renewals", (SEGMENTS, BUCKETS)),
    ("How we got here", (TIMELINE,)),
)
QBR = Paper(
    kind="qbr",
    title="Business review: Acme",
    subtitle="As of 31 March 2026",
    gaps=("Goals of next year",),
    assumptions=("The fiscal year starts in February.",),
    parts=(
        Part(name="internal", heading="For us only", is_internal=True, blocks=(bullets("Health is falling."),)),
        *(Part(name=heading, heading=heading, blocks=blocks) for heading, blocks in REVIEW_PARTS),
    ),
)
BOARD = Paper(
    kind="board",
    title="Retention holds; a third of renewals due is at risk",
    subtitle="As of 31 March 2026",
    parts=(
        Part(name="retention", heading="Retention", blocks=(FIGURES,)),
        Part(name="composition", heading="Churn", blocks=(bullets("Two accounts made half of the churn."),)),
        Part(name="forecast", heading="Renewals", blocks=(BUCKETS,)),
        Part(name="cohorts", heading="Cohorts", blocks=(COHORTS,)),
        Part(name="risks", heading="Risks", blocks=(bullets("Acme, $820,000: silent.", "Initech, $410,000."),)),
        Part(name="wins", heading="Wins", blocks=(gap("The target of the year."),)),
    ),
)
FULL_BOARD = BOARD.model_copy(
    update={
        "title": LONG,
        "parts": (
            *BOARD.parts,
            Part(name="all", heading=LONG, blocks=(bullets(*[LONG] * 30), AGREED, TREND, BRIDGE, FIGURES)),
        ),
    }
)
MONTHLY = QBR.model_copy(update={"kind": "review", "title": "Monthly review"})
WIDE = Grid(
    columns=tuple(f"Column {column}" for column in range(12)),
    rows=tuple(tuple(f"cell {row} " + "x" * (row * column % 45) for column in range(12)) for row in range(30)),
)
MANY = Figures(
    figures=tuple(
        Figure(label="Label " * (i % 9 + 1), value="9" * (i * 3 + 1), note="note " * (i % 12)) for i in range(20)
    )
)
EXTREME = Paper(
    kind="qbr",
    title=LONG * 4,
    subtitle="S" * 400,
    parts=(
        Part(name="a", heading=LONG * 3, blocks=(bullets(*[LONG * times for times in (1, 3, 30, 2, 9)]),)),
        Part(name="b", heading="Wide", blocks=(WIDE, bullets("Said of it."))),
        Part(name="c", heading="Figures", blocks=(MANY,)),
        Part(name="d", heading=HOSTILE, blocks=(bullets(HOSTILE, *NAMES), gap(*[LONG] * 12))),
        Part(name="e", heading="", blocks=()),
        Part(name="f", heading="Three", blocks=(TREND, COHORTS, THROUGH_ZERO, bullets("a", "b"))),
        Part(name="g", heading="No rows", blocks=(Grid(columns=("A",), rows=()), Grid(columns=(), rows=()))),
        Part(name="h", heading="Ragged", blocks=(Grid(columns=("A", "B"), rows=(("1",), ("1", "2", "3"))),)),
        *(Part(name=name, heading=name, blocks=(chart, bullets(LONG))) for name, chart in EXTREMES.items()),
    ),
)
