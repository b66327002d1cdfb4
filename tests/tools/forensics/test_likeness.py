"""Which live accounts look like a lost one, by signs counted by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.records import DAY, account, ago, record
from tests.tools.forensics.lost import COMPANY, before, champion, lost, talk
from tools.forensics.likeness import Portrait, alike, before_loss, usual_signs
from tools.forensics.losses import Loss, losses_of, so_far
from tools.record.record import Record
from tools.record.rows import Contact, Survey

GONE = Contact("C-1", "Ann Lee", "Head of Planning", "champion", ago(600), ago(60))
LOST = lost(contacts=(champion(left=120),), surveys=(Survey("A-1", "nps", 2, before(110)),))


def portrait(name: str, **fields: object) -> Portrait:
    loss = so_far(record(account=account(account_id=name, name=name), **fields), COMPANY)
    assert loss is not None
    return Portrait(loss)


def early(loss: Loss) -> Portrait:
    found = before_loss(loss)
    assert found is not None
    return found


def test_the_lost_account_is_seen_as_it_stood_90_days_before() -> None:
    late = lost(contacts=(champion(left=50),))
    assert set(early(LOST).signs) == {"champion_left", "nps_low"}
    assert set(early(late).signs) == set()


def test_what_came_in_the_last_90_days_changes_nothing() -> None:
    more = replace(
        LOST.record,
        interactions=(talk(60, "They have an offer from another vendor."), talk(5, "They will not renew.")),
        surveys=(*LOST.record.surveys, Survey("A-2", "nps", 0, before(30))),
    )
    assert early(replace(LOST, record=more)).signs.keys() == early(LOST).signs.keys()


def test_an_account_with_the_same_story_comes_before_one_that_shares_more_small_signs() -> None:
    same = portrait("Same", contacts=(GONE,))
    small = portrait("Small", surveys=(Survey("A-1", "nps", 9, ago(200)), Survey("A-2", "nps", 2, ago(20))))
    live = [same, small, portrait("Calm")]
    found = alike(live, early(LOST), usual_signs(live))
    assert [item.live.loss.record.account.name for item in found] == ["Same"]
    assert found[0].is_same_story
    assert found[0].shared == ("champion_left",)


def test_the_likeness_is_the_weight_of_shared_signs_out_of_all() -> None:
    live = [portrait("Same", contacts=(GONE,)), portrait("Calm")]
    (found,) = alike(live, early(LOST), usual_signs(live))
    # champion_left marks the story (3) and is on half of the live accounts: 1.5; nps_low (1) is on none of them: 1
    # and the unknown that any two accounts differ by (1)
    assert found.share == pytest.approx(1.5 / 3.5)


def test_one_sign_alone_never_makes_two_accounts_fully_alike() -> None:
    only = lost(contacts=(champion(left=120),))
    (found,) = alike([portrait("Same", contacts=(GONE,))], early(only), {})
    assert found.share == pytest.approx(3 / 4)


def test_a_low_answer_that_is_also_a_fall_is_one_shared_sign() -> None:
    told = (Survey("A-0", "nps", 9, before(300)), Survey("A-1", "nps", 2, before(110)))
    unhappy = lost(surveys=told)
    fell = portrait("Fell", surveys=(Survey("A-1", "nps", 9, ago(200)), Survey("A-2", "nps", 2, ago(20))))
    assert set(fell.signs) == {"nps_drop", "nps_low"} == set(early(unhappy).signs)
    assert alike([fell], early(unhappy), {}) == ()


def test_an_account_does_not_look_like_its_own_past() -> None:
    lines = (*LOST.record.lines, replace(LOST.record.lines[0], subscription_id="S-9", start_date=ago(30)))
    again = record(lines=(replace(lines[0], end_date=before(0)), lines[1]), contacts=(GONE,))
    own = Portrait(_live(again))
    assert alike([own], early(losses_of(again, COMPANY)[0]), {}) == ()


def test_an_account_that_does_not_pay_has_no_portrait() -> None:
    assert so_far(record(lines=()), COMPANY) is None
    assert so_far(record(), COMPANY) is not None
    assert record().arr == Decimal(12000)
    assert record().day == DAY


def _live(of: Record) -> Loss:
    found = so_far(of, COMPANY)
    assert found is not None
    return found
