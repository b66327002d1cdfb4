"""First warning, kind, last chance and agreement of one loss."""

from __future__ import annotations

from decimal import Decimal

from tests.records import record
from tests.tools.forensics.lost import BEGAN, COMPANY, LOST_ON, before, champion, decided, filed, lost, talk, use
from tools.forensics.chances import could_be_saved, last_chance
from tools.forensics.kinds import kind_of
from tools.forensics.losses import Loss, losses_of
from tools.forensics.patterns import verdict_of
from tools.forensics.warning import first_warning
from tools.record.rows import Contact, Invoice, Line

UNPAID = (Invoice("N-1", before(120), Decimal(1000), before(90), None),)


def chance_of(loss: Loss) -> tuple[object, str]:
    verdict = verdict_of(loss)
    found = last_chance(loss, first_warning(loss, verdict), kind_of(loss, verdict))
    return found.on, found.why


def warned(loss: Loss) -> tuple[str, int] | None:
    found = first_warning(loss, verdict_of(loss))
    return (found.name, loss.before(found.on)) if found else None


def test_the_first_warning_is_the_first_day_of_the_earliest_mark() -> None:
    assert warned(lost(contacts=(champion(left=120),), weeks=use([40] * 56 + [4] * 4, users=10))) == (
        "champion_left",
        120,
    )


def test_a_mark_long_over_is_another_story() -> None:
    notes = "They have an offer from another vendor."
    old, new = (talk(500, notes),), (talk(150, notes), talk(120, notes, number=1))
    assert warned(lost(interactions=(*old, *new), renewals=decided(30))) == ("mentions_competitor", 150)


def test_without_a_pattern_it_is_the_earliest_grave_sign_or_nothing() -> None:
    joined = Contact("C-2", "Cy", "Chief Executive Officer", "sponsor", before(40))
    found = warned(lost(contacts=(joined,), interactions=(talk(700),)))
    assert found is not None
    assert found[1] == 40
    assert warned(lost()) is None


def test_of_a_closing_business_the_first_word_of_it_is_the_warning_though_it_is_the_notice_too() -> None:
    before_it, closing = "Not what we were promised.", "They cease trading, the liquidator has been appointed."
    loss = lost(
        interactions=(talk(160, before_it), talk(35, closing)), churn_events=filed("Out of business", "involuntary")
    )
    assert loss.before(loss.decided_on) == 35
    assert warned(loss) == ("closing", 35)


def test_the_kind_is_as_filed_and_else_what_the_records_show() -> None:
    closed = lost(invoices=UNPAID)
    assert kind_of(closed, verdict_of(closed)).kind == "involuntary"
    chosen = lost(contacts=(champion(left=120),))
    assert kind_of(chosen, verdict_of(chosen)).kind == "voluntary"
    unknown = lost()
    assert kind_of(unknown, verdict_of(unknown)).kind is None


def test_records_that_contradict_the_filed_kind_are_told() -> None:
    loss = lost(invoices=UNPAID, churn_events=filed("price", "voluntary"))
    judged = kind_of(loss, verdict_of(loss))
    assert (judged.kind, judged.by_records, judged.is_contradicted) == ("voluntary", "involuntary", True)


def test_an_account_whose_arr_ended_is_lost_even_if_a_downgrade_was_filed() -> None:
    loss = lost(contacts=(champion(left=120),), churn_events=filed("too many seats", "downgrade"))
    assert kind_of(loss, verdict_of(loss)).kind == "voluntary"


def test_the_last_chance_is_the_last_conversation_before_the_decision() -> None:
    talks = (talk(200), talk(90), talk(35), talk(20))
    loss = lost(contacts=(champion(left=120),), interactions=talks, renewals=decided(30))
    assert chance_of(loss) == (
        before(35),
        "the last conversation before the renewal was decided, after the first warning sign",
    )


def test_where_nobody_talked_after_the_warning_the_warning_was_the_last_chance() -> None:
    loss = lost(contacts=(champion(left=120),), interactions=(talk(200),), renewals=decided(30))
    on, why = chance_of(loss)
    assert on == before(120)
    assert "no conversation is on record" in why


def test_an_involuntary_loss_and_one_without_any_trace_had_no_last_chance() -> None:
    assert chance_of(lost(invoices=UNPAID))[0] is None
    assert chance_of(lost())[0] is None


def test_a_loss_could_be_saved_when_it_was_a_choice_with_a_warning_a_month_before_the_decision() -> None:
    def saved(loss: Loss) -> bool | None:
        verdict = verdict_of(loss)
        return could_be_saved(loss, first_warning(loss, verdict), kind_of(loss, verdict))

    assert saved(lost(contacts=(champion(left=120),), renewals=decided(30))) is True
    assert saved(lost(contacts=(champion(left=50),), renewals=decided(30))) is False
    assert saved(lost(invoices=UNPAID)) is False
    assert saved(lost()) is None


def test_a_smaller_contract_is_no_loss() -> None:
    smaller = (Line("S-1", BEGAN, Decimal(12000), LOST_ON), Line("S-2", LOST_ON, Decimal(6000)))
    assert losses_of(record(lines=smaller), COMPANY) == ()
