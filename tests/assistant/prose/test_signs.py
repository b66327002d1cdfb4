"""One sign in one line: what, since when or from when to when, how much."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.prose.signs import write_sign
from assistant.prose.templates import templates
from tests.assistant.parts import sign
from tools.facts import Fact
from tools.forensics.patterns import STATED
from tools.forensics.traits import TRAITS
from tools.signals.catalogue import SIGNALS

EVENT = "timeline_event"
MAY, JUNE = date(2026, 5, 4), date(2026, 6, 2)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            sign("usage_drop", "Use dropped", MAY, before=296.5, after=91, counted="uses a week"),
            "Use dropped since **4 May 2026**: 296.5 uses a week before, 91 after",
        ),
        (sign("nps_drop", "NPS fell", MAY, before=10.0, now=4.0), "NPS fell since **4 May 2026**: from 10 to 4"),
        (
            sign("single_threaded", "Only one person talks with us", MAY, contact="Ann", talks=1),
            "Only one person talks with us since **4 May 2026**: Ann alone, in 1 talk",
        ),
        (
            sign("escalation", "Escalated ticket", MAY, ended=JUNE, priority="high", state="closed"),
            "Escalated ticket from **4 May 2026** to 2 Jun 2026: high ticket, closed",
        ),
        (
            sign("missed_commitment", "Promise not kept", MAY, due_on="2026-04-06", days_late=85),
            "Promise not kept: due on **6 Apr 2026**, 85 days late",
        ),
        (
            sign("missed_commitment", "Promise not kept", MAY, ended=JUNE, due_on="2026-04-06", days_late=57),
            "Promise not kept: due on **6 Apr 2026**, 57 days late, over on 2 Jun 2026",
        ),
        (
            sign("contact_silence", "No conversation", MAY, days_silent=90),
            "No conversation for 90 days, a sign since **4 May 2026**",
        ),
        (sign("mentions_price", "Price mentioned", MAY), "Price mentioned since **4 May 2026**"),
        (sign("usage_drop", "Use dropped", MAY), "Use dropped since **4 May 2026**"),
    ],
)
def test_a_sign_says_since_when_and_how_much(found: Fact, said: str) -> None:
    assert write_sign(found) == said


def test_every_sentence_is_of_a_known_signal_and_begins_with_its_label() -> None:
    # Beside the signals: clues of a loss, and the events of its timeline, which have words of their own.
    clues = {f"clue_{name}" for name in (*TRAITS, STATED)}
    assert set(templates("signs")) <= {*SIGNALS, *clues, EVENT}
    for name, (sentence,) in templates("signs").items():
        assert name == EVENT or sentence.startswith("{label}")
