"""Twelve accounts alike, and what is usual among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.records import LAST_SUNDAY, account, ago, record, weeks
from tools.context import Context
from tools.record.known import known_on
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.rows import Contact, Interaction
from tools.signals.features import knowing_features, signals_by_account
from tools.signals.levels import MONTH, SPANS, levels, shares
from tools.signals.norms import Norms
from tools.signals.usual import norms_from


def sunday(weeks_ago: int) -> date:
    return LAST_SUNDAY - timedelta(weeks=weeks_ago)


def alike(uses: Sequence[int], count: int = 12) -> list[Record]:
    return [record(account=account(account_id=f"A-{number}"), weeks=weeks(uses)) for number in range(count)]


def test_the_middle_account_moves_as_most_do() -> None:
    steady, falling = alike([100] * 30, 5), alike([100] * 26 + [50] * 4, 7)
    move = norms_from(steady + falling, "Tiny").moves_of("uses", MONTH)[sunday(0)]
    assert (move.recent, move.latest, move.later) == (0.5, 0.5, 0.5)


def test_of_few_accounts_none_is_the_middle_one() -> None:
    assert norms_from(alike([100] * 30, 9), "Tiny").moves == {("uses", span): {} for span in ((4, 26), (13, 39))} | {
        ("active users", span): {} for span in ((4, 26), (13, 39))
    }


def test_an_account_that_is_gone_does_not_move() -> None:
    gone, steady = alike([100] * 26 + [0] * 8, 20), alike([100] * 34, 10)
    assert norms_from(gone + steady, "Tiny").moves_of("uses", MONTH)[sunday(0)].recent == 1.0


def test_a_feature_is_there_from_the_end_of_the_week_in_which_anybody_used_it() -> None:
    old = record(weeks=weeks([10] * 10, features=("plan",)))
    new = record(weeks=weeks([10] * 3, features=("plan", "chat")))
    norms = norms_from([old, new], "Tiny")
    assert [norms.features_on(day) for day in (sunday(10), sunday(9), sunday(3), sunday(2))] == [0, 1, 1, 2]


def met(number: int, every: int) -> Record:
    talks = tuple(Interaction(f"I-{days}", ago(days), "C-1") for days in range(240, 0, -every))
    champion = (Contact("C-1", "Ada Reyes", role="champion"),)
    return record(account=account(account_id=f"A-{number}"), interactions=talks, contacts=champion)


@pytest.mark.parametrize("kind", ["any", "champion"])
def test_a_segments_rhythm_is_the_middle_distance_known_when_the_month_began(kind: str) -> None:
    norms = norms_from([met(1, 30), met(2, 30), met(3, 40)], "Tiny")
    assert norms.usual_gap(kind, "Enterprise", date(2026, 6, 1)) == 30
    assert norms.usual_gap(kind, "Enterprise", ago(230)) is None
    assert norms.usual_gap(kind, "SMB", date(2026, 6, 1)) is None


@pytest.mark.parametrize("weeks_ago", [2, 9, 30])
def test_what_was_usual_on_a_day_does_not_depend_on_what_came_after(sample: Context, weeks_ago: int) -> None:
    day = sunday(weeks_ago)
    then = norms_from([known_on(whole, day) for whole in everybody(sample)], "Tiny")
    now = norms_from(everybody(sample), "Tiny")
    assert (then.features_on(day), then.features_known_on(day)) == (now.features_on(day), now.features_known_on(day))
    assert {key: moves[day] for key, moves in then.moves.items()} == {key: now.moves[key][day] for key in then.moves}
    assert then.breadth[day] == now.breadth[day]
    assert gaps_on(then, day) == gaps_on(now, day)


def everybody(context: Context) -> list[Record]:
    return list(read_records(context).values())


def gaps_on(norms: Norms, day: date) -> dict[tuple[str, str | None], int | None]:
    return {key: steps.on(day) for key, steps in norms.gaps.items()}


def test_every_asker_has_the_same_norms_read_once(sample: Context) -> None:
    first = knowing_features(sample).thresholds.norms
    one_csm = replace(sample.scope, csms=frozenset({"nobody"}))
    assert knowing_features(replace(sample, scope=one_csm)).thresholds.norms is first


def test_signals_of_the_whole_book_are_kept_by_day_and_asker(sample: Context) -> None:
    kept = signals_by_account(sample)
    assert signals_by_account(sample) is kept
    assert signals_by_account(replace(sample, as_of=sunday(9))) is not kept
    nobody = replace(sample, scope=replace(sample.scope, csms=frozenset({"nobody"})))
    assert signals_by_account(nobody) == {}


def test_shares_of_a_whole_company_are_those_of_single_levels() -> None:
    values = tuple(float((place * 7919) % 23 + (0 if 40 < place < 50 else 3)) for place in range(130))
    for span in SPANS:
        single = [
            (one.place, one.recent / one.usual, one.latest / one.usual, one.later / one.usual)
            for one in levels(values, span)
            if one.is_enough
        ]
        assert [tuple(one) for one in shares(values, span)] == single
