"""Right sentences about signs, plays and states pass; altered ones do not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding import check
from tests.assistant.parts import every_layout, fact, play, row, score, section, sign
from tools.evidence import Evidence, in_sections

ACME = every_layout()
BOOK = in_sections(
    (fact("accounts_in_need", "Accounts that need attention", 2, subject={}),),
    (
        section(
            "signals",
            sign("usage_drop", "Use dropped", date(2026, 4, 5), "Acme", before=210, after=113, counted="uses a week"),
            sign("nps_drop", "NPS fell", date(2026, 5, 19), "Beta Foods", before=9, now=3),
            title="Why",
        ),
        section("table", *row("Acme", 5_000, "2026-08-21", "x"), *row("Beta Foods", 7_000, "2026-09-30", "y"), more=6),
        section("plays", *play()),
    ),
    title="What needs attention",
)
SEVERAL = in_sections(score(), (section("table", *score("91.0", "green", "Beta Foods")),), title="Health of Acme")


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        (ACME, "Acme is red with a health score of 32.5."),
        (ACME, "Use dropped since 5 Apr 2026, from 210 uses a week to 113."),
        (ACME, "Activity cost it 7.9 points."),
        (ACME, "Run the play Escalation by 1 Jul 2026."),
        (ACME, "Escalated ticket since 1 Jun 2026."),
        (ACME, "> Ticket T-17, 1 Jun 2026: “Sync down for 3 days.”"),
        (ACME, "Play Escalation (CSM), and 2 more plays."),
        (BOOK, "Beta Foods: NPS fell since 19 May 2026: from 9 to 3."),
        (BOOK, "Acme renews on 21 Aug 2026 with $5,000, Beta Foods on 30 Sep 2026 with $7,000."),
        (BOOK, "And 6 more accounts."),
        (SEVERAL, "Acme is red: 32.5. Beta Foods is green: 91.0."),
    ],
)
def test_what_the_facts_say_passes(evidence: Evidence, text: str) -> None:
    assert check(text, (evidence,)).is_clean


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        (ACME, "Acme is green with a health score of 32.5."),
        (ACME, "Globex Health is red."),
        (ACME, "Acme's health score is 23.5."),
        (ACME, "Use dropped since 1 Jun 2026."),
        (ACME, "Use dropped since 5 Apr 2026: 113 uses a week before, 210 now."),
        (ACME, "Use dropped since 5 Apr 2026: 120 uses a week before."),
        (ACME, "Invoice overdue since 5 Apr 2026."),
        (ACME, "Promise not kept since 1 Jun 2026."),
        (ACME, "Escalated ticket since 5 Apr 2026."),
        (ACME, "Health rose by 7.9 points."),
        (ACME, "Activity cost it 9.7 points."),
        (ACME, "Play Honest reset, because a promise was not kept."),
        (ACME, "The play to run: Play Price objection (CSM)."),
        (ACME, "Begin by 12 Jul 2026."),
        (ACME, "And 9 more plays."),
        (ACME, "> Ticket T-17, 1 Jun 2026: “We are leaving you.”"),
        (ACME, "> Ticket T-17, 1 Jun 2026: “Sync down for 30 days.”"),
        (BOOK, "Beta Foods: use dropped since 5 Apr 2026."),
        (BOOK, "Beta Foods: NPS fell since 19 May 2026: from 210 to 113."),
        (BOOK, "Acme: NPS fell since 19 May 2026."),
        (BOOK, "NPS fell since 19 May 2026: from 3 to 9."),
        (BOOK, "Acme renews on 30 Sep 2026."),
        (BOOK, "Acme renews with $7,000."),
        (BOOK, "Beta Foods pays $5,000 and Acme $7,000."),
        (BOOK, "3 accounts need attention."),
        (BOOK, "And 9 more accounts."),
        (SEVERAL, "Beta Foods has a health score of 32.5."),
        (SEVERAL, "Acme is green: 91.0."),
        (SEVERAL, "Beta Foods remains red."),
        (SEVERAL, "Acme Foods is green."),
    ],
)
def test_what_the_facts_do_not_say_is_caught(evidence: Evidence, text: str) -> None:
    assert not check(text, (evidence,)).is_clean
