from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import DAY, ago, record
from tests.tools.signals.finding import found, one, spans
from tools.record.known import known_on
from tools.record.rows import Contact, Interaction
from tools.signals.people import is_champion, is_executive

ADA = Contact("C-1", "Ada Reyes", "Planning Lead", "champion", ago(900))
BO = Contact("C-2", "Bo Lund", "Team Lead", "user", ago(900))
CY = Contact("C-3", "Cy Osei", "Operations Manager", "champion", ago(900))


def talks(*days: int, who: str | None = "C-1", type_: str = "call") -> tuple[Interaction, ...]:
    return tuple(Interaction(f"I-{who}-{day}", ago(day), who, type_) for day in days)


def in_time(*found: Interaction) -> tuple[Interaction, ...]:
    return tuple(sorted(found, key=lambda talk: talk.happened_on))


@pytest.mark.parametrize(("role", "title"), [("champion", None), ("Power user, champion", None), (None, "Champion")])
def test_a_champion_is_known_by_role_or_title(role: str | None, title: str | None) -> None:
    assert is_champion(Contact("C-9", "Di", title, role))


@pytest.mark.parametrize(
    ("title", "answer"),
    [("Chief Operating Officer", True), ("CFO", True), ("VP Operations", True), ("HR Partner", False), (None, False)],
)
def test_an_executive_is_known_by_title(title: str | None, answer: bool) -> None:
    assert is_executive(Contact("C-9", "Di", title, "user")) is answer


def test_a_champion_who_left_is_missed_until_another_joins() -> None:
    gone = replace(ADA, left_on=ago(60))
    signal = one(record(contacts=(gone, BO)), "champion_left")
    assert (signal.began, signal.ended, signal.strength) == (ago(60), None, 1.0)
    assert signal.figures["days_without"].value == 60
    follower = Contact("C-4", "Di Marsh", role="champion", joined_on=ago(20))
    assert spans(record(contacts=(gone, follower)), "champion_left") == [(ago(60), ago(20))]


def test_a_second_champion_takes_over_with_the_first_talk() -> None:
    contacts = (replace(ADA, left_on=ago(60)), CY)
    assert one(record(contacts=contacts), "champion_left").strength == 0.5
    assert spans(record(contacts=contacts, interactions=talks(50, who="C-3")), "champion_left") == [(ago(60), ago(50))]


def test_neither_a_user_who_left_nor_a_champion_who_stays_is_missed() -> None:
    assert found(record(contacts=(ADA, replace(BO, left_on=ago(5)))), "champion_left") == ()


def test_a_champion_who_leaves_later_is_not_missed_yet() -> None:
    whole = record(contacts=(replace(ADA, left_on=ago(60)),))
    assert found(known_on(whole, ago(61)), "champion_left") == ()
    assert spans(known_on(whole, ago(60)), "champion_left") == [(ago(60), None)]


def test_a_champion_is_silent_after_sixty_days_until_the_next_talk() -> None:
    silent = record(contacts=(ADA,), interactions=talks(130, 110, 90))
    assert spans(silent, "champion_silent") == [(ago(30), None)]
    back = record(contacts=(ADA,), interactions=in_time(*talks(130, 110, 90, 10), *talks(60, who="C-2")))
    assert spans(back, "champion_silent") == [(ago(30), ago(10))]


def test_a_champion_never_talked_with_or_gone_is_not_silent() -> None:
    assert found(record(contacts=(ADA,)), "champion_silent") == ()
    gone = replace(ADA, left_on=ago(40))
    assert found(record(contacts=(gone,), interactions=talks(130, 110, 90)), "champion_silent") == ()


def test_silence_is_measured_by_what_is_usual_at_the_account() -> None:
    assert spans(record(interactions=talks(100, 80, 60)), "contact_silence") == [(ago(15), None)]
    # Every forty days is usual: twice that is eighty.
    rare = record(interactions=talks(190, 150, 110, 70))
    assert found(rare, "contact_silence") == ()


def test_a_note_or_a_broadcast_does_not_break_the_silence() -> None:
    quiet = talks(100, 80, 60)
    note, mass_mail = talks(20, type_="note"), (Interaction("I-9", ago(10), None, "email", is_meaningful=False),)
    assert spans(record(interactions=quiet + note + mass_mail), "contact_silence") == [(ago(15), None)]
    assert spans(record(interactions=quiet + talks(10)), "contact_silence") == [(ago(15), ago(10))]


def test_no_talk_on_record_says_nothing_about_silence() -> None:
    assert found(record(), "contact_silence") == ()


def test_three_talks_with_one_person_in_ninety_days_are_one_thread() -> None:
    assert spans(record(interactions=talks(80, 50, 20)), "single_threaded") == [(ago(20), None)]
    assert found(record(interactions=talks(50, 20)), "single_threaded") == ()


def test_one_thread_is_over_with_a_second_person_or_when_talks_stop() -> None:
    second = in_time(*talks(80, 50, 20), *talks(10, who="C-2"))
    assert spans(record(interactions=second), "single_threaded") == [(ago(20), ago(10))]
    # The oldest of the three is ninety days back.
    assert spans(record(interactions=talks(130, 120, 110)), "single_threaded") == [(ago(110), ago(40))]


def test_an_executive_who_joins_later_is_new_for_four_months() -> None:
    boss = Contact("C-5", "Flo Quist", "Chief Financial Officer", "sponsor", ago(30))
    assert spans(record(contacts=(ADA, boss), interactions=talks(400)), "new_executive") == [(ago(30), None)]
    earlier = replace(boss, joined_on=ago(200))
    assert spans(record(contacts=(earlier,), interactions=talks(400)), "new_executive") == [(ago(200), ago(80))]


def test_a_sponsor_from_the_start_and_a_new_user_are_no_new_executive() -> None:
    first = Contact("C-5", "Flo Quist", "Chief Financial Officer", "sponsor", record().lines[0].start_date)
    assert found(record(contacts=(first, replace(BO, joined_on=DAY))), "new_executive") == ()
