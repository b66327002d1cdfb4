"""Three accounts on 31 December 2024: Acme lost its champion and has a detractor, Brio is happy, Coda left."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import Row, account, context, day, line
from tools.account_requests import FindSignals
from tools.context import Context
from tools.errors import NoData, UnknownName
from tools.evidence import Evidence
from tools.find_signals import find_signals
from tools.requests import Filter


def survey(name: str, score: float, on: str) -> Row:
    return {
        "survey_id": f"V-{name}-{on}",
        "account_id": f"A-{name}",
        "type": "nps",
        "score": score,
        "answered_on": day(on),
        "comment": f"{name} says",
    }


def contact(name: str, left_on: str) -> Row:
    return {
        "contact_id": f"C-{name}",
        "account_id": f"A-{name}",
        "name": f"{name} champion",
        "title": "Lead",
        "role": "champion",
        "joined_on": day("2023-01-01"),
        "left_on": day(left_on),
    }


def company(**tables: list[Row]) -> Context:
    given: dict[str, Any] = {
        "accounts": [account(name, segment="SMB") for name in ("Acme", "Brio", "Coda")],
        "subscriptions": [
            line("Acme", 5000, "2023-01-01"),
            line("Brio", 9000, "2023-01-01"),
            line("Coda", 7000, "2023-01-01", "2024-11-30"),
        ],
        "contacts": [contact("Acme", "2024-11-01"), contact("Coda", "2024-10-01")],
        "surveys": [
            survey("Acme", 4, "2024-12-01"),
            survey("Brio", 5, "2024-10-01"),
            survey("Brio", 10, "2024-12-15"),
        ],
    }
    return context(given | tables)


def ask(**arguments: Any) -> Evidence:
    return find_signals(company(), FindSignals(**arguments))


def told(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [
        (fact.subject["account"], fact.label, fact.display) for section in evidence.sections for fact in section.facts
    ]


def head(evidence: Evidence) -> dict[str, str]:
    return {fact.label: fact.display for fact in evidence.facts[: evidence.headline]}


def test_open_signals_of_every_account_are_ranked_by_strength_and_arr() -> None:
    evidence = ask()
    # Acme: champion left 1.0 x 5,000, detractor (7 - 4) / 7 x 5,000; Brio: promoter. Coda no longer pays.
    assert told(evidence) == [
        ("Acme", "Champion left", "1 Nov 2024"),
        ("Acme", "Detractor", "1 Dec 2024"),
        ("Brio", "Promoter", "15 Dec 2024"),
    ]
    assert head(evidence) == {"Signals": "3", "Accounts with them": "2", "Their ARR": "$14,000"}
    assert [section.title for section in evidence.sections] == ["Warning signs", "Signs of growth"]
    assert evidence.assumptions[:2] == ("open at the close of 31 Dec 2024", "ranked by strength x ARR")


def test_the_rows_that_show_a_signal_come_with_it() -> None:
    assert [(passage.title, passage.text) for passage in ask(account="Acme").sections[0].passages] == [
        ("Survey V-Acme-2024-12-01, 1 Dec 2024", "Acme says"),
        ("Acme champion, 1 Nov 2024", "Lead"),
    ]


def test_one_account_is_told_newest_first_and_counted_alone() -> None:
    evidence = ask(account="acme")
    assert [label for _, label, _ in told(evidence)] == ["Detractor", "Champion left"]
    assert head(evidence) == {"Signals": "2"}
    assert evidence.title == "Signals: Acme"


def test_a_period_asks_for_what_began_in_it_open_or_not() -> None:
    assert told(ask(period="October 2024")) == [
        ("Coda", "Champion left", "1 Oct 2024"),
        ("Brio", "Detractor", "1 Oct 2024"),
    ]


@pytest.mark.parametrize("typed", ["champion_left", "Champion left", "champion lft"])
def test_a_signal_is_known_by_name_or_label_and_shown_with_its_rule(typed: str) -> None:
    evidence = ask(signals=(typed,))
    assert told(evidence) == [("Acme", "Champion left", "1 Nov 2024")]
    (sign,) = [fact for fact in evidence.facts if fact.metric == "champion_left"]
    assert sign.definition.formula.startswith("a contact who is a champion left")
    assert evidence.notes == ()


def test_a_signal_nobody_knows_is_refused_with_what_is_near() -> None:
    with pytest.raises(UnknownName, match="no signal called 'full moon'"):
        ask(signals=("full moon",))


def test_what_cannot_be_looked_at_is_said_with_the_reason() -> None:
    notes = ask().notes
    assert "Open opportunity could not be looked at: the data has no opportunities" in notes
    assert any(note.startswith("Licences unused and Licences nearly full could not") for note in notes)
    assert not any("Detractor" in note for note in notes)
    assert "tone and mentions are read in English only" in notes


def test_asking_only_for_what_cannot_be_looked_at_is_refused() -> None:
    with pytest.raises(NoData, match="Open opportunity could not be looked at: the data has no opportunities"):
        ask(signals=("open_opportunity",))


def test_a_limit_leaves_the_weaker_out_and_counts_them() -> None:
    section = ask(limit=1).sections[0]
    assert ([fact.label for fact in section.facts], section.more) == (["Champion left"], 1)


def test_filters_choose_the_accounts_and_none_left_is_refused() -> None:
    only_brio = (Filter(dimension="account", values=("Brio",)),)
    assert told(ask(filters=only_brio)) == [("Brio", "Promoter", "15 Dec 2024")]


def test_nothing_found_is_no_refusal() -> None:
    evidence = ask(signals=("nps_drop",))
    assert head(evidence)["Signals"] == "0"
    assert evidence.sections[0].missing == "none found"


def test_features_anybody_used_are_those_there_are_where_the_company_does_not_say() -> None:
    used: list[Row] = [
        {
            "usage_event_id": f"U-{name}-{week}-{number}",
            "account_id": f"A-{name}",
            "feature": f"F-{number if name == 'Brio' else 0}",
            "used_on": day(f"2024-{8 + week // 4:02d}-{1 + 7 * (week % 4):02d}"),
            "uses": 1,
            "errors": 0,
        }
        for name in ("Acme", "Brio")
        for week in range(20)
        for number in range(10)
    ]
    found = find_signals(company(usage_events=used), FindSignals(signals=("breadth_narrow",)))
    assert [fact.inputs for section in found.sections for fact in section.facts] == [
        {"features_used": 1, "features_available": 10}
    ]


def table(evidence: Evidence) -> list[tuple[str, str, str]]:
    section = evidence.sections[0]
    return [(fact.subject["segment"], fact.label, fact.display) for fact in section.facts]


def test_signals_are_counted_for_each_value_of_a_dimension() -> None:
    accounts = [account("Acme", segment="SMB"), account("Brio", segment="Enterprise"), account("Coda", segment="SMB")]
    evidence = find_signals(company(accounts=accounts), FindSignals(group_by="segment"))
    assert evidence.sections[0].title == "By segment"
    assert table(evidence) == [
        ("SMB", "Signals", "2"),
        ("SMB", "Accounts with them", "1"),
        ("SMB", "Their ARR", "$5,000"),
        ("Enterprise", "Signals", "1"),
        ("Enterprise", "Accounts with them", "1"),
        ("Enterprise", "Their ARR", "$9,000"),
    ]


def test_what_signals_are_about_in_money_is_added_up() -> None:
    def invoice(name: str, amount: int) -> Row:
        ids = {"invoice_id": f"I-{name}", "account_id": f"A-{name}"}
        return ids | {"issued_on": day("2024-10-01"), "due_on": day("2024-11-01"), "paid_on": None, "amount": amount}

    owing = company(invoices=[invoice("Acme", 300), invoice("Brio", 450)])
    assert head(find_signals(owing, FindSignals(signals=("invoice_overdue",))))["Amount of them"] == "$750"


def test_a_dimension_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownName):
        ask(group_by="moon phase")


def test_of_an_account_that_left_it_is_said_where_its_signs_are_told() -> None:
    assert any("ask why it left" in note for note in ask(account="Coda").notes)
    assert not any("ask why it left" in note for note in ask(account="Acme").notes)
