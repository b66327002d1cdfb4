from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.records import DAY, EVERYTHING, ago, record, weeks
from tests.tools.signals.finding import COMPANY
from tools.context import Context
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.record.rows import Contact, Interaction, Survey
from tools.signals.catalogue import SIGNALS, missing_for, open_signals, rule_of, signals_of
from tools.signals.signal import Signal
from tools.signals.stating import passages_of, signal_fact

# How far goals have come is recorded without a day: known on the newest day only.
UNDATED = ("missed_goal",)
LOW = record(surveys=(Survey("V-1", "nps", 3, ago(10), "C-1", "Too slow\u200b"),), contacts=(Contact("C-1", "Ada"),))


def test_every_family_has_its_kinds_each_under_its_own_name_and_label() -> None:
    by_family = {
        "usage": 10, "people": 5, "voice": 7, "promises": 2, "money": 3, "onboarding": 3, "said": 8, "growth": 2,
    }  # fmt: skip
    assert Counter(kind.family for kind in SIGNALS.values()) == by_family
    assert all(SIGNALS[name].name == name for name in SIGNALS)
    assert len({kind.label for kind in SIGNALS.values()}) == len(SIGNALS)


@pytest.mark.parametrize("name", sorted(SIGNALS))
def test_a_kind_needs_what_a_company_can_have_and_says_its_rule_with_the_limits(name: str) -> None:
    kind = SIGNALS[name]
    assert EVERYTHING.issuperset((*kind.needs, *kind.one_of))
    assert kind.needs or kind.one_of
    assert "{" not in rule_of(kind, COMPANY.thresholds)
    assert "strength:" in rule_of(kind, COMPANY.thresholds)


@pytest.mark.parametrize("name", sorted(SIGNALS))
def test_a_kind_finds_nothing_where_its_tables_are_lacking_and_says_so(name: str) -> None:
    bare = record(tables=frozenset({"accounts"}))
    assert signals_of(bare, COMPANY, (SIGNALS[name],)) == ()
    assert missing_for(bare, SIGNALS[name]).startswith("the data has no ")
    assert missing_for(record(), SIGNALS[name]) == ""


@pytest.mark.parametrize("day", [date(2024, 9, 30), date(2025, 6, 15), date(2026, 3, 1)])
def test_no_kind_looks_ahead_nor_dates_anything_in_hindsight(sample: Context, day: date) -> None:
    """What was found on the day is what is found now of that time, with what has ended since still open."""
    compared = 0
    for whole in tuple(read_records(sample).values())[::3]:
        now = [signal for signal in signals_of(whole, sample.company) if signal.noticed <= day]
        then = signals_of(known_on(whole, day), sample.company)
        ended = [item.ended if item.ended and item.ended <= day else None for item in now]
        known_then = [(item.name, item.began, item.noticed, end) for item, end in zip(now, ended, strict=True)]
        kept = Counter(item for item in known_then if item[0] not in UNDATED)
        assert Counter(days_of(item) for item in then if item.name not in UNDATED) == kept
        compared += kept.total()
    assert compared > 200


def days_of(item: Signal) -> tuple[str, date, date, date | None]:
    return item.name, item.began, item.noticed, item.ended


def test_strengths_lie_between_nothing_and_one(sample: Context) -> None:
    found = [item for whole in read_records(sample).values() for item in signals_of(whole, sample.company)]
    assert {item.name for item in found} == set(SIGNALS)
    assert all(0 <= item.strength <= 1 and item.shown_by for item in found)
    assert all(item.ended is None or item.noticed <= item.ended <= sample.as_of for item in found)
    assert all(item.began <= item.noticed <= sample.as_of for item in found)


def test_open_signals_are_those_that_hold_on_the_day() -> None:
    assert [signal.name for signal in open_signals(LOW, COMPANY)] == ["nps_low"]
    answered = replace(LOW, surveys=(*LOW.surveys, Survey("V-2", "nps", 8, DAY, "C-1")))
    assert open_signals(answered, COMPANY) == ()
    assert [signal.name for signal in signals_of(answered, COMPANY)] == ["nps_low"]


def test_a_signal_is_stated_as_a_dated_fact_with_its_rule_and_figures() -> None:
    (signal,) = open_signals(LOW, COMPANY)
    fact = signal_fact(LOW, signal, COMPANY)
    assert (fact.metric, fact.label, fact.display) == ("nps_low", "Detractor", "20 Jun 2026")
    assert (fact.subject, fact.source.tables, fact.source.rows) == ({"account": "Acme"}, ("surveys",), 1)
    assert fact.period is not None
    assert (fact.period.start, fact.period.end) == (ago(10), DAY)
    assert fact.inputs == {"score": 3, "answers": 1}
    assert "newest NPS answer is 6 or less" in fact.definition.formula


def test_a_row_is_quoted_in_its_own_words_without_marks_that_cannot_be_seen() -> None:
    (passage,) = passages_of(LOW, open_signals(LOW, COMPANY)[0])
    assert (passage.title, passage.ref, passage.text) == ("Survey V-1, 20 Jun 2026", "surveys/V-1", "Too slow")


def test_a_person_is_quoted_by_name() -> None:
    gone = record(contacts=(Contact("C-1", "Ada Reyes", "Lead", "champion", ago(500), ago(20)),))
    (passage,) = passages_of(gone, signals_of(gone, COMPANY)[0])
    assert (passage.title, passage.text) == ("Ada Reyes, 10 Jun 2026", "Lead")


def test_a_week_of_use_is_named_by_its_last_day() -> None:
    fallen = record(weeks=weeks([100] * 26 + [50] * 6))
    (signal,) = signals_of(fallen, COMPANY, (SIGNALS["usage_drop"],))
    assert [passage.title for passage in passages_of(fallen, signal)] == ["Use in the week to 7 Jun 2026"]


def test_the_newest_row_of_a_signal_comes_first() -> None:
    talks = tuple(Interaction(f"I-{days}", ago(days), notes="They want more seats.") for days in (30, 10))
    passages = passages_of(record(interactions=talks), signals_of(record(interactions=talks), COMPANY)[0])
    assert [passage.ref for passage in passages] == ["interactions/I-10", "interactions/I-30"]
