from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import DAY, ago, record
from tests.tools.signals.finding import found, knowing, one, spans, told
from tools.record.known import known_on
from tools.record.rows import Contact, Interaction
from tools.signals.norms import Norms, Steps
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


def test_a_champion_who_was_followed_before_they_went_is_not_missed() -> None:
    follower = Contact("C-4", "Di Marsh", role="champion", joined_on=ago(63))
    assert found(record(contacts=(replace(ADA, left_on=ago(60)), follower)), "champion_left") == ()


def said(days: int, words: str, who: str | None = "C-1") -> tuple[Interaction, ...]:
    return (Interaction(f"I-{days}", ago(days), who, "call", notes=words),)


def test_a_champion_who_says_that_they_go_is_missed_from_then_on() -> None:
    notes = said(30, "Told me this is the final week; nobody named to take over.")
    signal = one(record(contacts=(ADA, BO), interactions=notes), "champion_left")
    assert (signal.began, signal.shown_by[0].identifier) == (ago(30), "I-30")
    left = replace(ADA, left_on=ago(25))
    assert spans(record(contacts=(left, BO), interactions=notes), "champion_left") == [(ago(30), None)]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Bo leaves the company in May.", "C-1"),
        ("Bo has resigned, Ada will look after us alone.", "C-1"),
        ("Ada is not leaving the company.", "C-1"),
        ("This is the final week of the trial.", "C-2"),
        ("Laughed about last week's mail.", "C-1"),
    ],
)
def test_no_farewell_of_the_champion_is_heard_in_other_words(words: str, who: str) -> None:
    assert found(record(contacts=(ADA, BO), interactions=said(30, words, who)), "champion_left") == ()


@pytest.mark.parametrize(
    "words",
    [
        "Heard from Bo that Ada Reyes is no longer with the firm.",
        "Ada handed in her resignation.",
        "Ada has been let go in the last round.",
        "Bo helps us since Ada moved on to another role.",
    ],
)
def test_a_farewell_is_of_the_person_named_last_before_it(words: str) -> None:
    assert spans(record(contacts=(ADA, BO), interactions=said(30, words, "C-2")), "champion_left") == [(ago(30), None)]


def test_a_champion_met_long_after_the_farewell_has_stayed() -> None:
    notes = in_time(*said(100, "Ada leaves the company in spring."), *talks(80, 40))
    assert spans(record(contacts=(ADA,), interactions=notes), "champion_left") == [(ago(100), ago(40))]


def test_neither_a_user_who_left_nor_a_champion_who_stays_is_missed() -> None:
    assert found(record(contacts=(ADA, replace(BO, left_on=ago(5)))), "champion_left") == ()


def test_a_champion_who_leaves_later_is_not_missed_yet() -> None:
    whole = record(contacts=(replace(ADA, left_on=ago(60)),))
    assert found(known_on(whole, ago(61)), "champion_left") == ()
    assert spans(known_on(whole, ago(60)), "champion_left") == [(ago(60), None)]


def test_a_champion_is_silent_after_sixty_days_until_the_next_talk() -> None:
    silent = record(contacts=(ADA,), interactions=talks(130, 110, 90))
    assert told(silent, "champion_silent") == [(ago(90), ago(30), None)]
    back = record(contacts=(ADA,), interactions=in_time(*talks(130, 110, 90, 10), *talks(60, who="C-2")))
    assert told(back, "champion_silent") == [(ago(90), ago(30), ago(10))]


def test_a_champion_never_talked_with_or_gone_is_not_silent() -> None:
    assert found(record(contacts=(ADA,)), "champion_silent") == ()
    gone = replace(ADA, left_on=ago(40))
    assert found(record(contacts=(gone,), interactions=talks(130, 110, 90)), "champion_silent") == ()


def test_silence_is_measured_by_what_is_usual_at_the_account() -> None:
    assert told(record(interactions=talks(100, 80, 60)), "contact_silence") == [(ago(60), ago(15), None)]
    # Every forty days is usual: twice that is eighty.
    rare = record(interactions=talks(190, 150, 110, 70))
    assert found(rare, "contact_silence") == ()


def test_letters_between_meetings_make_no_shorter_rhythm() -> None:
    # Distances of 10, 50, 10, 50 and 10 days: three of four are up to 50, so that 70 days are none too many.
    mixed = record(interactions=talks(200, 190, 140, 130, 80, 70))
    assert [ended for _, _, ended in told(mixed, "contact_silence") if ended is None] == []


def test_silence_is_longer_than_the_longest_before_up_to_three_limits() -> None:
    # Distances of 60, 20, 20 and 20 days: a quarter more than the longest is 75.
    uneven = record(interactions=talks(200, 140, 120, 100, 80))
    assert told(uneven, "contact_silence") == [(ago(200), ago(155), ago(140)), (ago(80), ago(5), None)]
    # A quarter more than 120 days would be 150; three limits of 45 are 135.
    long = record(interactions=talks(340, 220, 200, 180, 160))
    assert told(long, "contact_silence")[-1] == (ago(160), ago(25), None)


def test_an_account_without_a_rhythm_is_measured_by_that_of_its_segment() -> None:
    two = record(interactions=talks(120, 100))
    # Its own distance of twenty days is no rhythm yet; the limit of 45 days holds.
    assert told(two, "contact_silence") == [(ago(100), ago(55), None)]
    rare = knowing(Norms(gaps={("any", "Enterprise"): Steps((ago(200),), (80,))}))
    assert found(two, "contact_silence", rare) == ()
    later = knowing(Norms(gaps={("any", "Enterprise"): Steps((ago(50),), (80,))}))
    assert told(two, "contact_silence", later) == [(ago(100), ago(55), None)]


def test_who_was_met_once_is_silent_later_where_no_rhythm_is_known_yet() -> None:
    once = record(interactions=talks(100))
    assert told(once, "contact_silence") == [(ago(100), ago(55), None)]
    young = knowing(Norms(gaps={("any", "Enterprise"): Steps((ago(9),), (80,))}))
    # Twice the limit of 45 days.
    assert told(once, "contact_silence", young) == [(ago(100), ago(10), None)]


def test_a_note_or_a_broadcast_does_not_break_the_silence() -> None:
    quiet = talks(100, 80, 60)
    note, mass_mail = talks(20, type_="note"), (Interaction("I-9", ago(10), None, "email", is_meaningful=False),)
    assert told(record(interactions=quiet + note + mass_mail), "contact_silence") == [(ago(60), ago(15), None)]
    assert told(record(interactions=quiet + talks(10)), "contact_silence") == [(ago(60), ago(15), ago(10))]


def test_no_talk_on_record_says_nothing_about_silence() -> None:
    assert found(record(), "contact_silence") == ()


def test_three_talks_with_the_only_person_known_are_one_thread_after_four_months() -> None:
    assert told(record(interactions=talks(130, 80, 50)), "single_threaded") == [(ago(130), ago(10), None)]
    assert found(record(interactions=talks(130, 80)), "single_threaded") == ()
    assert found(record(interactions=talks(110, 80, 50)), "single_threaded") == ()


def test_one_thread_counts_from_the_last_talk_with_another() -> None:
    second = in_time(*talks(160, who="C-2"), *talks(110, 80, 50))
    assert told(record(interactions=second), "single_threaded") == [(ago(110), ago(40), None)]


def test_who_mostly_talks_for_the_account_is_one_thread_after_more_talks() -> None:
    """Seven talks of eight before were with Ada: with one more of each a share of 0.8, of which 18 in a row are 2 %."""
    before = in_time(*talks(400, 390, 380, 370, 360, 350, 340), *talks(330, who="C-2"))
    days = [300 - 10 * place for place in range(18)]
    both = (ADA, BO)
    assert found(record(contacts=both, interactions=in_time(*before, *talks(*days[:17]))), "single_threaded") == ()
    enough = record(contacts=both, interactions=in_time(*before, *talks(*days)))
    assert told(enough, "single_threaded") == [(ago(300), ago(130), None)]


def test_one_thread_is_over_with_a_second_person_only() -> None:
    second = in_time(*talks(200, 180, 50), *talks(10, who="C-2"))
    assert told(record(interactions=second), "single_threaded") == [(ago(200), ago(50), ago(10))]
    assert told(record(interactions=talks(330, 320, 310)), "single_threaded") == [(ago(330), ago(210), None)]


def test_who_had_most_talks_is_missed_where_no_roles_are_recorded() -> None:
    main, other = Contact("C-6", "Gus Park", left_on=ago(40)), Contact("C-7", "Hal Roe")
    met = in_time(*talks(200, 150, 100, who="C-6"), *talks(170, 120, who="C-7"))
    signal = one(record(contacts=(main, other), interactions=met), "champion_left")
    assert (signal.began, signal.ended, signal.strength) == (ago(40), None, 1.0)
    assert found(record(contacts=(main, other), interactions=met[1:]), "champion_left") == ()
    assert found(record(contacts=(main, BO), interactions=met), "champion_left") == ()


def test_a_champion_who_has_just_gone_may_still_be_followed() -> None:
    assert one(record(contacts=(replace(ADA, left_on=ago(13)),)), "champion_left").strength == 0.4
    assert one(record(contacts=(replace(ADA, left_on=ago(14)),)), "champion_left").strength == 1.0


def test_an_executive_who_joins_later_is_new_for_four_months() -> None:
    boss = Contact("C-5", "Flo Quist", "Chief Financial Officer", "sponsor", ago(30))
    assert spans(record(contacts=(ADA, boss), interactions=talks(400)), "new_executive") == [(ago(30), None)]
    earlier = replace(boss, joined_on=ago(200))
    assert spans(record(contacts=(earlier,), interactions=talks(400)), "new_executive") == [(ago(200), ago(80))]


def test_a_sponsor_from_the_start_and_a_new_user_are_no_new_executive() -> None:
    first = Contact("C-5", "Flo Quist", "Chief Financial Officer", "sponsor", record().lines[0].start_date)
    assert found(record(contacts=(first, replace(BO, joined_on=DAY))), "new_executive") == ()
