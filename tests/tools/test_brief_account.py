"""A briefing over one tiny company: every number by hand, nothing from the future, nothing from a text but quotes."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.grounding import check
from assistant.prose.write import write
from tests.tools.briefing.company import HOSTILE, tiny
from tools.brief_account import brief_account
from tools.context import Context
from tools.evidence import Evidence, Section
from tools.facts import Fact
from tools.paper_requests import BriefAccount
from tools.suspect import LEFT_OUT


def briefed(company: Context | None = None, **fields: Any) -> Evidence:
    return brief_account(company or tiny(), BriefAccount(**({"account": "acme"} | fields)))


def part(evidence: Evidence, name: str) -> Section:
    return next(section for section in evidence.sections if section.name == name)


def names(evidence: Evidence) -> list[str]:
    return [section.name for section in evidence.sections]


def of(section: Section, metric: str) -> list[Fact]:
    return [fact for fact in section.facts if fact.metric == metric]


def test_the_head_says_what_it_pays_and_when_it_renews() -> None:
    head = {fact.metric: fact for fact in briefed().facts[: briefed().headline]}
    assert head["arr"].value == 1200
    assert head["renewal_due_on"].value == "2025-02-01"
    assert head["days_to_renewal"].value == 32
    assert head["health_status"].value == "red"


def test_the_glance_holds_contract_seats_and_the_change_in_a_year() -> None:
    facts = {fact.metric: fact for fact in part(briefed(), "facts_at_a_glance").facts}
    assert (facts["arr_change"].display, facts["account_plan"].value) == ("+$200", "Pro")
    assert (facts["account_seats"].value, facts["active_users_recent"].value) == (10, 4)
    assert (facts["paying_since"].value, facts["account_csm"].value) == ("2023-01-05", "Maya Reed")


def test_three_things_to_say_are_one_we_owe_and_two_questions_at_a_red_account() -> None:
    section = part(briefed(), "to_say")
    assert [fact.value for fact in of(section, "say")] == [
        "Say where the escalated ticket stands and who leads it",
        "Ask who takes over from Ann Gone",
        "Ask what the other product does better and who decides",
    ]
    assert of(section, "say_because")[1].value == "gone since 5 Nov 2024, and nobody took the role"


def test_promises_are_late_ours_first_then_theirs_then_kept() -> None:
    section = part(briefed(), "promises")
    told = [
        (fact.value, of(section, "promise_state")[place].value) for place, fact in enumerate(of(section, "promise_by"))
    ]
    assert told == [("ours", "overdue"), ("ours", "kept")]
    assert of(section, "promise_days_late")[0].value == 14


def test_who_left_and_who_fell_silent_are_told_apart_from_those_still_there() -> None:
    evidence = briefed()
    there = [fact.subject["contact"] for fact in of(part(evidence, "people"), "contact_role")]
    assert there == ["Sol Chief", "Bea Buyer", "Una User"]
    gone = part(evidence, "silent_people")
    assert [(fact.subject["contact"], fact.value) for fact in of(gone, "contact_left_on")] == [
        ("Ann Gone", "2024-11-05")
    ]
    # On the whole page Sol Chief stands among the people with when he was last heard, and is not told twice.
    assert of(gone, "contact_silent_days") == []
    silent = part(briefed(topic="people"), "silent_people")
    assert [(fact.subject["contact"], fact.value) for fact in of(silent, "contact_silent_days")] == [("Sol Chief", 91)]
    assert part(evidence, "people").missing == "nobody there now is on record as champion"


def test_the_escalated_ticket_comes_first_and_an_overdue_invoice_last() -> None:
    section = part(briefed(), "issues")
    assert [fact.subject["ticket"] for fact in of(section, "ticket_opened_on")] == ["T-1", "T-2"]
    assert [(fact.value, fact.subject["invoice"]) for fact in of(section, "invoice_amount")] == [(300, "V-1")]
    assert of(section, "invoice_days_late")[0].value == 30


def test_a_goal_has_its_way_and_its_time() -> None:
    section = part(briefed(), "goals")
    assert [fact.subject["goal"] for fact in of(section, "goal_current")] == ["Less overtime", "Fewer temps"]
    assert of(section, "goal_progress")[0].display == "50.0 %"  # from 100 to 75 of 100 to 50
    assert of(section, "goal_time_gone")[0].display == "50.3 %"  # 183 of 364 days


def test_exposure_adds_up_open_invoices_and_what_the_renewal_puts_in_doubt() -> None:
    section = part(briefed(topic="exposure"), "exposure")
    assert of(section, "unpaid_amount")[0].value == 400
    assert of(section, "overdue_amount")[0].value == 300
    chance = of(section, "bucket_probability")[0].value
    assert of(section, "renewal_arr_at_risk")[0].value == 1200 * (1 - chance)  # type: ignore[operator]


def test_since_a_day_only_what_is_new_is_told() -> None:
    evidence = briefed(since="2024-12-03")
    head = {fact.metric: fact.value for fact in evidence.facts[: evidence.headline]}
    assert (head["tickets_opened"], head["talks_held"]) == (1, 2)
    assert [fact.subject["ticket"] for fact in of(part(evidence, "issues"), "ticket_opened_on")] == ["T-2"]
    assert "silent_people" not in names(evidence)  # she left before
    assert [passage.ref for passage in part(evidence, "timeline").passages] == ["interactions/I-4", "interactions/I-3"]


def test_a_takeover_adds_the_history() -> None:
    events = {
        (day.value, what.value)
        for section in [part(briefed(occasion="takeover"), "timeline")]
        for day, what in zip(of(section, "event_on"), of(section, "event"), strict=True)
    }
    assert ("2023-01-05", "signed") in events
    assert ("2024-06-01", "grew") in events
    assert ("2024-11-05", "champion left: Ann Gone, Planning Lead") in events


def test_an_executive_hears_less() -> None:
    evidence = briefed(occasion="executive")
    assert "people" not in names(evidence)
    assert len(part(evidence, "risks").facts) <= 3


def test_a_past_day_sees_nothing_later() -> None:
    evidence = briefed(tiny(as_of=date(2024, 10, 31)))
    text = write((evidence,))
    assert "Ann Gone" in [fact.subject["contact"] for fact in of(part(evidence, "people"), "contact_role")]
    assert "silent_people" not in names(evidence)
    assert part(evidence, "issues").missing == "no ticket is open and no invoice is overdue"
    assert [fact.value for fact in of(part(evidence, "promises"), "promise_state")] == [
        "past its day, nothing said",
        "kept",
    ]
    assert not any(word in text for word in ("Dec 2024", "5 Nov 2024", "Sync down", "another product"))
    assert not of(part(evidence, "goals"), "goal_progress")  # what a goal stood at is known on the newest day only


def test_what_the_data_lacks_is_said_once_and_nothing_is_invented() -> None:
    missing = ("contacts", "interactions", "goals", "renewals", "surveys", "invoices")
    evidence = briefed(tiny(*missing))
    assert {fact.undefined_because for fact in part(evidence, "gaps").facts} == {f"import {name}" for name in missing}
    assert not {"people", "promises", "goals", "renewal"} & set(names(evidence))
    assert part(briefed(tiny("contacts"), topic="people"), "people").missing == "the data has no contacts"


def test_a_lost_account_is_told_as_lost() -> None:
    lost = tiny(subscriptions=[{"subscription_id": "S", "account_id": "A-acme", "arr": 1200,
                                "start_date": date(2023, 1, 5), "end_date": date(2024, 10, 1)}])  # fmt: skip
    evidence = briefed(lost)
    assert (evidence.facts[0].metric, evidence.facts[0].value) == ("paid_until", "2024-10-01")
    assert not {"to_say", "plays", "risks"} & set(names(evidence))


def test_an_order_in_a_text_is_named_and_not_repeated() -> None:
    evidence = briefed()
    text = write((evidence,))
    assert LEFT_OUT in text
    assert HOSTILE not in text.replace("\\", "")
    assert all(fact.value == 1200 for fact in evidence.facts if fact.metric == "arr")
    assert check(text, (evidence,)).is_clean


def test_every_fact_says_which_rows_it_comes_from() -> None:
    for occasion in ("call", "takeover", "executive"):
        for fact in briefed(occasion=occasion).facts:
            assert fact.source.tables or fact.metric == "gap", fact.metric
            assert fact.value is not None or fact.undefined_because


def test_the_people_of_an_account_open_with_who_decides_and_who_left() -> None:
    lead = write([briefed(topic="people")]).splitlines()[0]
    assert lead == (
        "No champion is on record at **acme** now: **Ann Gone** left on **5 Nov 2024**. "
        "The sponsor is **Sol Chief** (Chief Operating Officer), as of 31 Dec 2024."
    )


def test_the_last_conversation_is_told_with_its_day_and_what_about() -> None:
    evidence = briefed(topic="last_contact")
    assert write([evidence]).splitlines()[0] == (
        "The last conversation with **acme** was on **20 Dec 2024**, 11 days ago: call with **Bea Buyer**. "
        "“They may look at another product.”"
    )
    assert "timeline" in names(evidence)


def test_notes_that_read_like_an_order_are_not_repeated_in_the_lead() -> None:
    assert HOSTILE not in write([briefed(topic="last_contact")]).splitlines()[0]
