from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.tools.forensics.lost import BEGAN, COMPANY, LOST_ON, PAID, before, decided, filed, lost, lost_record, talk
from tools.forensics.losses import losses_of, unmatched_events
from tools.record.known import known_on
from tools.record.rows import ChurnEvent, Contact, Line, Renewal


def test_a_loss_knows_only_what_was_known_the_day_before() -> None:
    loss = lost(
        interactions=(talk(10), talk(-5)),
        contacts=(Contact("C-1", "Ann", role="champion", joined_on=BEGAN, left_on=LOST_ON),),
    )
    assert (loss.lost_on, loss.arr, loss.days_paid) == (LOST_ON, Decimal(12000), 730)
    assert [row.interaction_id for row in loss.record.interactions] == ["I-10-0"]
    assert loss.record.contacts[0].left_on is None
    assert loss.record.lines[0].end_date is None


def test_each_time_of_paying_that_ended_is_a_loss_and_a_gap_of_days_is_none() -> None:
    again = Line("S-2", date(2026, 4, 1), Decimal(500), date(2026, 5, 1))
    after_days = Line("S-3", LOST_ON + timedelta(3), Decimal(500), date(2026, 5, 1))
    assert [loss.lost_on for loss in losses_of(lost_record(lines=(PAID, again)), COMPANY)] == [
        LOST_ON,
        date(2026, 5, 1),
    ]
    assert [loss.lost_on for loss in losses_of(lost_record(lines=(PAID, after_days)), COMPANY)] == [date(2026, 5, 1)]


def test_a_loss_after_the_day_is_not_known_yet() -> None:
    assert losses_of(known_on(lost_record(), before(1)), COMPANY) == ()


def test_the_event_filed_nearest_belongs_to_the_loss_and_others_to_none() -> None:
    far, near = ChurnEvent("X-1", before(200), "price"), ChurnEvent("X-2", LOST_ON + timedelta(20), "budget")
    record = lost_record(churn_events=(far, near))
    losses = losses_of(record, COMPANY)
    assert losses[0].event == near
    assert list(unmatched_events(record, losses)) == [far]


def test_the_decision_is_the_day_the_renewal_was_decided_against_us() -> None:
    loss = lost(renewals=decided(40), interactions=(talk(60, "They will not renew."),), churn_events=filed("price"))
    assert loss.decided_on == before(40)


def test_a_renewal_decided_in_our_favour_is_no_notice() -> None:
    kept = Renewal("R-1", before(100), Decimal(12000), "renewed", before(100), Decimal(12000))
    assert lost(renewals=(kept,)).decided_on == LOST_ON


def test_without_a_renewal_the_first_mention_of_leaving_that_held_is_the_decision() -> None:
    assert lost(interactions=(talk(60, "They will not renew."),)).decided_on == before(60)
    assert lost(interactions=(talk(300, "They will not renew."),)).decided_on == LOST_ON


def test_what_was_seen_in_an_earlier_time_of_paying_is_another_story() -> None:
    first = replace(PAID, end_date=date(2025, 1, 1))
    second = Line("S-2", date(2025, 6, 1), Decimal(500), LOST_ON)
    record = lost_record(lines=(first, second), interactions=(talk(500, "They will not renew."),))
    newest = losses_of(record, COMPANY)[-1]
    assert newest.started_on == date(2025, 6, 1)
    assert newest.signals == ()
