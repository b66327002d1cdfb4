from __future__ import annotations

from decimal import Decimal

from tests.records import EVERYTHING, ago, record
from tools.company import Company
from tools.health.relationship import champion, engaged, recency, seniority
from tools.record.rows import Contact, Interaction, Survey

COMPANY = Company()
ADA = Contact("C-1", "Ada Reyes", role="champion", joined_on=ago(700))
BEN = Contact("C-2", "Ben Okafor", title="VP Operations", role="sponsor", joined_on=ago(700))
CLEO = Contact("C-3", "Cleo Marsh", role="user", joined_on=ago(700))
PEOPLE = (ADA, BEN, CLEO)


def talk(contact: str, days: int, notes: str = "", **fields: object) -> Interaction:
    return Interaction(f"I-{contact}-{days}", ago(days), contact_id=contact, type="call", notes=notes, **fields)  # type: ignore[arg-type]


def test_three_people_engaged_are_worth_a_hundred_and_one_a_third() -> None:
    three = (talk("C-1", 80), talk("C-2", 40), talk("C-3", 10))
    assert engaged(record(contacts=PEOPLE, interactions=three), COMPANY) == 100
    assert engaged(record(contacts=PEOPLE, interactions=three[2:]), COMPANY) == Decimal("33.3")


def test_a_broadcast_a_note_and_a_talk_of_long_ago_engage_nobody() -> None:
    broadcast = talk("C-1", 10, is_meaningful=False)
    old = talk("C-2", 91)
    assert engaged(record(contacts=PEOPLE, interactions=(old, broadcast)), COMPANY) == 0


def test_a_conversation_about_leaving_is_no_sign_of_closeness() -> None:
    farewell = talk("C-2", 10, "They gave notice.")
    found = record(contacts=PEOPLE, interactions=(farewell,))
    assert [value(found, COMPANY) for value in (engaged, seniority, recency)] == [0, 0, 0]


def test_a_relationship_does_not_rest_on_a_detractor() -> None:
    detractor = Survey("V-1", "nps", 3, ago(20), contact_id="C-2")
    found = record(contacts=PEOPLE, interactions=(talk("C-2", 10),), surveys=(detractor,))
    assert seniority(found, COMPANY) == 0


def test_a_champion_heard_within_the_limit_is_worth_a_hundred() -> None:
    assert champion(record(contacts=PEOPLE, interactions=(talk("C-1", 60),)), COMPANY) == 100


def test_a_champion_silent_for_twice_the_limit_is_worth_half() -> None:
    assert champion(record(contacts=PEOPLE, interactions=(talk("C-1", 120),)), COMPANY) == 50


def test_a_champion_who_left_without_a_successor_is_worth_nothing() -> None:
    gone = Contact("C-1", "Ada Reyes", role="champion", joined_on=ago(700), left_on=ago(10))
    assert champion(record(contacts=(gone, BEN), interactions=(talk("C-1", 20),)), COMPANY) == 0


def test_a_new_champion_is_given_time() -> None:
    gone = Contact("C-1", "Ada Reyes", role="champion", joined_on=ago(700), left_on=ago(40))
    new = Contact("C-4", "Dana Poole", role="champion", joined_on=ago(30))
    assert champion(record(contacts=(gone, new), interactions=(talk("C-1", 50),)), COMPANY) == 100


def test_no_champion_ever_known_is_worth_little_and_no_roles_at_all_unknown() -> None:
    assert champion(record(contacts=(BEN,), interactions=(talk("C-2", 5),)), COMPANY) == 20
    nameless = Contact("C-9", "Eve Stone")
    assert champion(record(contacts=(nameless,), interactions=(talk("C-9", 5),)), COMPANY) is None


def test_a_champion_nobody_could_have_heard_counts_as_present() -> None:
    tables = EVERYTHING - {"interactions", "interactions.contact_id"}
    assert champion(record(tables=tables, contacts=PEOPLE), COMPANY) == 70


def test_a_title_makes_senior_too() -> None:
    director = Contact("C-5", "Finn Adler", title="Director of Planning", role="user", joined_on=ago(300))
    assert seniority(record(contacts=(director,), interactions=(talk("C-5", 60),)), COMPANY) == 100
    assert seniority(record(contacts=(director,), interactions=(talk("C-5", 150),)), COMPANY) == 50


def test_the_last_conversation_fades_from_two_thirds_to_three_times_the_limit() -> None:
    # The limit is 45 days: 100 up to 30, 0 from 135, half way at 82.5.
    assert recency(record(interactions=(talk("C-1", 30),)), COMPANY) == 100
    assert recency(record(interactions=(talk("C-1", 135),)), COMPANY) == 0


def test_records_that_are_silent_say_nothing_about_people() -> None:
    found = record(contacts=PEOPLE)
    assert (engaged(found, COMPANY), seniority(found, COMPANY), recency(found, COMPANY)) == (None, None, None)
