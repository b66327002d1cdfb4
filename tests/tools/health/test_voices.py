from __future__ import annotations

from tests.records import ago, record
from tools.company import Company
from tools.health.voices import concerns, mood, ticket_tone
from tools.record.rows import Interaction, Ticket

COMPANY = Company()
GOOD, BAD = "They love it and are very happy.", "They are angry and this is a terrible problem."


def talk(number: int, days: int, notes: str) -> Interaction:
    return Interaction(f"I-{number}", ago(days), type="call", notes=notes)


def test_good_words_are_worth_more_than_bad_ones() -> None:
    good = mood(record(interactions=(talk(1, 10, GOOD),)), COMPANY)
    bad = mood(record(interactions=(talk(1, 10, BAD),)), COMPANY)
    assert good == 100
    assert bad == 0


def test_a_note_without_a_tone_says_nothing() -> None:
    assert mood(record(interactions=(talk(1, 10, "We met on Monday."),)), COMPANY) is None


def test_notes_of_more_than_ninety_days_ago_are_not_read() -> None:
    assert mood(record(interactions=(talk(1, 91, BAD),)), COMPANY) is None


def test_the_tone_of_tickets_is_their_own() -> None:
    ticket = Ticket("T-1", ago(5), subject="Sync", description="This is a terrible, awful failure for us.")
    assert ticket_tone(record(tickets=(ticket,)), COMPANY) == 0
    assert mood(record(tickets=(ticket,)), COMPANY) is None


def test_a_concern_about_price_leaves_sixty() -> None:
    assert concerns(record(interactions=(talk(1, 10, "They find it too expensive."),)), COMPANY) == 60


def test_notice_weighs_double() -> None:
    assert concerns(record(interactions=(talk(1, 10, "The buyer gave notice."),)), COMPANY) == 20


def test_nothing_worrying_said_is_worth_a_hundred_and_nothing_said_is_unknown() -> None:
    assert concerns(record(interactions=(talk(1, 10, GOOD),)), COMPANY) == 100
    assert concerns(record(), COMPANY) is None
    assert concerns(record(interactions=(talk(1, 91, GOOD),)), COMPANY) is None
