"""Charts made by hand: one of each form, and what real data does to them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.papers.paper import Chart, Form, Point, Series
from tools.facts import Unit

Marks = Iterable[tuple[str, str | None, str]]


def series(name: str, marks: Marks) -> Series:
    """Points as (where, value or nothing, as shown)."""
    points = (Point(at=at, value=None if value is None else Decimal(value), shown=shown) for at, value, shown in marks)
    return Series(name=name, points=tuple(points))


def chart(form: Form, title: str, unit: Unit, *lines: Series) -> Chart:
    return Chart(form=form, title=title, unit=unit, currency="USD" if unit == "money" else None, series=lines)


MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 13))
TREND = chart(
    "trend",
    "NRR fell below 100 % in August",
    "percent",
    series(
        "NRR",
        [
            ("2025-05", "1.06", "106.0 %"),
            ("2025-06", None, "not defined"),
            ("2025-07", "1.01", "101.0 %"),
            ("2025-08", "0.988", "98.8 %"),
        ],
    ),
)
SEGMENTS = chart(
    "trend",
    "Enterprise grows, SMB shrinks",
    "percent",
    series("Enterprise", [("Q1", "0.9", "90.0 %"), ("Q2", "0.95", "95.0 %"), ("Q3", "1.02", "102.0 %")]),
    series("SMB", [("Q1", "0.9", "90.0 %"), ("Q2", "0.85", "85.0 %"), ("Q3", "0.81", "81.0 %")]),
)
BRIDGE = chart(
    "bridge",
    "Expansion outweighed churn",
    "money",
    series(
        "ARR",
        [
            ("Opening ARR", "1000", "$1,000"),
            ("New", "60", "+$60"),
            ("Churn", "-20", "-$20"),
            ("Closing ARR", "1040", "$1,040"),
        ],
    ),
)
THROUGH_ZERO = chart(
    "bridge",
    "More went than there was",
    "money",
    series(
        "ARR",
        [
            ("Opening ARR", "100", "$100"),
            ("Expansion", None, "not defined"),
            ("Churn", "-150", "-$150"),
            ("Closing ARR", "-50", "-$50"),
        ],
    ),
)
COHORTS = chart(
    "cohorts",
    "Younger cohorts keep more",
    "percent",
    series("2024-01", [("0", "1", "100.0 %"), ("3", "0.9", "90.0 %"), ("6", "0.7", "70.0 %")]),
    series("2024-04", [("0", "1", "100.0 %"), ("3", "0.95", "95.0 %")]),
    series("2024-07", [("0", "1", "100.0 %")]),
)
CONTRIBUTIONS = chart(
    "contributions",
    "Silence pulls health down",
    "score",
    series(
        "Health",
        [
            ("Product usage", "6.5", "+6.5"),
            ("Relationship: the sponsor has been quiet for a long time now", "-11", "-11.0"),
            ("Payment", None, "not defined"),
            ("Onboarding", "0", "0.0"),
        ],
    ),
)
BUCKETS = chart(
    "buckets",
    "A third of renewals due is at risk",
    "money",
    series("ARR", [("Committed", "1240000", "$1,240,000"), ("Likely", "0", "$0"), ("At risk", "820000", "$820,000")]),
)
TIMELINE = chart(
    "timeline",
    "Ninety days of warnings",
    "date",
    series(
        "Usage", [("2025-02-03", None, "Use fell by a third"), ("2025-03-17", None, "Nobody used the main feature")]
    ),
    series("People", [("2025-02-20", None, "The champion left; nobody has answered since then. " * 6)]),
)
FORMS = {
    "trend": TREND,
    "trend of several": SEGMENTS,
    "bridge": BRIDGE,
    "bridge through zero": THROUGH_ZERO,
    "cohorts": COHORTS,
    "contributions": CONTRIBUTIONS,
    "buckets": BUCKETS,
    "timeline": TIMELINE,
}

LONG = "A name that goes on and on " * 11
NAMES = (
    "Ромашка и партнёры",
    "Ελληνική Εταιρεία",
    "חברת הדוגמה",
    "شركة المثال",
    "株式会社サンプル",
    "🚀 \u202eRocket\x07",
    "W" * 300,
    "<b>$x_1$</b> & \\frac{1}{2}",
    LONG,
)
EXTREMES = {
    "one point": chart("trend", "One", "count", series("Tickets", [("2025-03-31", "12", "12")])),
    "all zero": chart("trend", "Zero", "count", series("Tickets", [(month, "0", "0") for month in MONTHS])),
    "nothing known": chart(
        "trend", "None", "count", series("Tickets", [(month, None, "not defined") for month in MONTHS])
    ),
    "no points": chart("buckets", "Empty", "count", series("Tickets", [])),
    "no series": chart("trend", "Empty", "count"),
    "twelve lines of sixty points": chart(
        "trend",
        LONG,
        "count",
        *(
            series(
                f"{LONG} {line}",
                [
                    (f"{2021 + i // 12}-{i % 12 + 1:02d}", f"{(i * line) % 17 - 5}", f"{(i * line) % 17 - 5}")
                    for i in range(60)
                ],
            )
            for line in range(12)
        ),
    ),
    "sixty bars": chart(
        "contributions",
        "Sixty",
        "score",
        series("Health", [(f"Part {i}", f"{i % 7 - 3}", f"{i % 7 - 3:+d}") for i in range(60)]),
    ),
    "twelve series of bars": chart(
        "buckets",
        "Twelve",
        "count",
        *(series(f"S{line}", [(at, f"{line}", f"{line}") for at in ("a", "b")]) for line in range(12)),
    ),
    "names of all scripts": chart(
        "buckets", " ".join(NAMES), "count", series("ARR", [(name, "3", "3") for name in NAMES])
    ),
    "lines of all scripts": chart(
        "trend",
        "Lines",
        "count",
        *(series(name, [("Q1", "1", "1"), ("Q2", f"{i}", f"{i}")]) for i, name in enumerate(NAMES)),
    ),
    "events of all scripts": chart(
        "timeline", "Events", "date", series("", [("2025-01-01", None, name) for name in NAMES])
    ),
    "sixty steps": chart(
        "bridge", "Steps", "count", series("ARR", [(f"Step {i}", f"{i % 5 - 2}", f"{i % 5 - 2}") for i in range(60)])
    ),
}
