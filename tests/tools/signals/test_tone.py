from __future__ import annotations

import pytest

from tests.records import ago, record
from tests.tools.signals.finding import found, one, spans
from tools.record.rows import Interaction, Survey
from tools.signals.tone import tone_of

SOUR = "This is terrible and we are very disappointed with the support."
SWEET = "We love it, great help and a wonderful team."


def notes(*written: tuple[int, str]) -> tuple[Interaction, ...]:
    return tuple(Interaction(f"I-{days}", ago(days), notes=words) for days, words in written)


def test_good_and_bad_words_give_a_tone_and_plain_ones_none() -> None:
    assert (tone_of(SOUR) or 0) < -0.5 < 0.5 < (tone_of(SWEET) or 0)
    assert tone_of("The export is in the folder on the left.") is None


@pytest.mark.parametrize(
    "words",
    [
        "The teams have settled in, no open points.",
        "No issues.",
        "There were no further questions from them.",
        "There is nothing to complain about.",
    ],
)
def test_that_nothing_is_wrong_is_not_negative(words: str) -> None:
    assert tone_of(words) is None


def test_what_is_wrong_stays_negative_beside_it() -> None:
    assert (tone_of("No open points, but the support was terrible and the team is angry.") or 0) < -0.5


def test_a_text_in_another_language_has_no_tone_rather_than_a_wrong_one() -> None:
    assert tone_of("Der Export war die ganze Woche kaputt, bad und terrible finden das alle hier.") is None


def test_three_negative_texts_in_two_months_are_a_negative_tone() -> None:
    assert spans(record(interactions=notes((50, SOUR), (40, SOUR), (30, SOUR))), "tone_negative") == [(ago(30), None)]
    assert found(record(interactions=notes((50, SOUR), (40, SOUR))), "tone_negative") == ()


def test_good_words_in_between_lift_the_tone() -> None:
    lifted = notes((50, SOUR), (40, SOUR), (30, SOUR), (20, SWEET), (19, SWEET), (18, SWEET))
    (episode,) = spans(record(interactions=lifted), "tone_negative")
    assert episode[0] == ago(30)
    assert episode[1] is not None
    assert ago(20) <= episode[1] <= ago(18)


def test_the_worst_texts_are_shown_wherever_they_were_written() -> None:
    answer = (Survey("V-1", "nps", 2, ago(20), comment=SOUR),)
    signal = one(record(surveys=answer, interactions=notes((50, SOUR), (40, SOUR))), "tone_negative")
    assert [mention.table for mention in signal.shown_by] == ["interactions", "interactions", "surveys"]
