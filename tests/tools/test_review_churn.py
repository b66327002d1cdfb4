"""The losses of a period as evidence; its totals are those of the metrics. The day is 31 December 2024."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tests.company import Row, account, context, day, line
from tests.tools.test_explain_churn import row, talk
from tools.context import Context
from tools.evidence import Evidence, Section
from tools.facts import Fact
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.paper_requests import ReviewChurn
from tools.requests import Filter
from tools.review_churn import review_churn
from tools.selection import select

LOST = {"Ada": 1000, "Bob": 2000, "Cy": 500}
RIVAL = "They have an offer from another vendor."
TABLES: Mapping[str, Sequence[Row]] = {
    "accounts": [
        account(name, segment="SMB" if name == "Cy" else "Enterprise") for name in (*LOST, "Dee", "Eve", "Fay")
    ],
    "subscriptions": [
        *(line(name, arr, "2023-01-01", "2024-11-01") for name, arr in LOST.items()),
        line("Dee", 4000, "2023-01-01"),
        line("Eve", 800, "2023-01-01", "2024-12-01"),
        line("Eve", 600, "2024-12-01"),
        line("Fay", 700, "2023-01-01", "2024-12-30"),
        line("Fay", 700, "2025-01-02"),
    ],
    "contacts": [
        row("contacts", name, 1, name=f"{name} Lee", role="champion", joined_on=day("2023-01-01"), left_on=left)
        for name, left in (("Ada", day("2024-06-01")), ("Bob", day("2024-06-15")), ("Dee", None))
    ],
    "interactions": [
        talk("Cy", "2024-06-01", RIVAL),
        talk("Cy", "2024-07-15", RIVAL),
        talk("Dee", "2024-12-01", RIVAL),
        talk("Dee", "2024-12-10", RIVAL),
    ],
    "churn_events": [
        row("churn_events", "Ada", 1, churned_on=day("2024-11-01"), reason="price", kind="voluntary"),
        row("churn_events", "Bob", 1, churned_on=day("2024-11-01"), reason="price", kind="involuntary"),
        row("churn_events", "Dee", 1, churned_on=day("2024-11-20"), reason="support"),
    ],
}  # fmt: skip


def reviewed(**fields: object) -> Evidence:
    return review_churn(context(TABLES), ReviewChurn.model_validate({"period": "Q4 2024"} | fields))


def parts(evidence: Evidence, name: str) -> list[Section]:
    return [section for section in evidence.sections if section.name == name]


def values(facts: tuple[Fact, ...], metric: str, dimension: str) -> dict[str, object]:
    return {fact.subject[dimension]: fact.value for fact in facts if fact.metric == metric}


def churned(of: Context, name: str) -> object:
    return measure(of, METRICS[name], select(of, METRICS[name], "Q4 2024"))[0].value


def test_the_totals_are_those_of_the_metrics() -> None:
    found = {fact.metric: fact.value for fact in reviewed().facts[:4]}
    assert found["churned_arr"] == 4200  # 1,000 + 2,000 + 500 + 700 that paid nothing at the close
    assert found["churned_accounts"] == 4
    assert found["churned_arr"] == churned(context(TABLES), "churned_arr")


def test_the_losses_are_the_metrics_own_and_add_up_to_them() -> None:
    (section,) = parts(reviewed(), "losses")
    assert values(section.facts, "churned_arr_of", "account") == {"Bob": 2000, "Ada": 1000, "Fay": 700, "Cy": 500}
    assert list(values(section.facts, "churned_arr_of", "account")) == ["Bob", "Ada", "Fay", "Cy"]
    assert values(section.facts, "churn_pattern", "account")["Ada"] == "lost champion"
    assert values(section.facts, "churn_pattern", "account")["Cy"] == "competition"


def test_a_limit_leaves_the_smaller_losses_out_and_says_how_many() -> None:
    (section,) = parts(reviewed(limit=1), "losses")
    assert (list(values(section.facts, "churned_arr_of", "account")), section.more) == (["Bob"], 3)


def test_every_composition_adds_up_to_the_churned_arr() -> None:
    kinds, reasons, patterns, _ = parts(reviewed(topic="composition"), "composition")
    for section in (kinds, reasons, patterns):
        amounts = [fact.value for fact in section.facts if fact.metric == "churned_part_arr"]
        shares = [fact.value for fact in section.facts if fact.metric == "churned_part_share"]
        assert sum(amounts) == 4200  # type: ignore[arg-type]
        assert sum(shares) == Decimal(1)  # type: ignore[arg-type]
    assert values(reasons.facts, "churned_part_arr", "reason") == {"price": 3000, "not recorded": 1200}
    assert values(kinds.facts, "churned_part_arr", "kind")["involuntary"] == 2000


def test_a_contraction_stands_beside_and_never_inside() -> None:
    section = parts(reviewed(topic="composition"), "composition")[-1]
    assert {fact.metric: fact.value for fact in section.facts} == {"contraction_arr": 200, "contracted_accounts": 1}


def test_shared_signs_are_counted_on_the_losses_and_on_those_that_stayed() -> None:
    (section,) = parts(reviewed(topic="signs"), "shared_signs")
    assert values(section.facts, "shared_losses", "sign")["Champion left"] == 2
    assert values(section.facts, "shared_lost_share", "sign")["Champion left"] == Decimal("0.5")
    assert values(section.facts, "shared_stayed_share", "sign")["Champion left"] == 0


def test_what_could_be_saved_leaves_out_what_was_no_choice() -> None:
    (section,) = parts(reviewed(), "last_chance")
    found = {fact.metric: fact.value for fact in section.facts if fact.metric.startswith("savable")}
    assert found["savable_arr"] == 1500  # Ada and Cy: Bob was filed as involuntary, nothing is known of Fay
    assert found["savable_losses"] == 2


def test_the_live_account_with_the_same_story_looks_alike() -> None:
    (section,) = parts(reviewed(topic="lookalikes"), "lookalikes")
    assert {fact.subject["account"] for fact in section.facts} == {"Dee"}
    assert any("like Cy" in fact.display for fact in section.facts)


def test_churn_filed_of_accounts_that_went_on_paying_stands_apart() -> None:
    (section,) = parts(reviewed(), "reason")
    assert values(section.facts, "filed_events", "reason") == {"support": 1}


def test_filters_cut_losses_totals_and_composition_alike() -> None:
    evidence = reviewed(filters=(Filter(dimension="segment", values=("SMB",)),))
    assert evidence.facts[0].value == 500
    (section,) = parts(evidence, "losses")
    assert list(values(section.facts, "churned_arr_of", "account")) == ["Cy"]


def test_a_period_without_a_loss_says_so() -> None:
    evidence = reviewed(period="Q2 2024")
    assert evidence.facts[0].value == 0
    assert parts(evidence, "losses")[0].missing == "no account that paid at the opening had stopped by the close"
    assert parts(evidence, "shared_signs") == []


def test_the_last_full_quarter_is_meant_when_no_period_is_asked() -> None:
    evidence = review_churn(context(TABLES), ReviewChurn())
    assert evidence.title == "Churn in Q4 2024"


def test_what_two_sources_say_of_the_losses_is_told_with_both_counts() -> None:
    (section,) = parts(reviewed(), "differences")
    found = {fact.metric: fact.value for fact in section.facts}
    assert found == {"filed_total": 1, "filed_accounts": 1, "ledger_losses": 4}


def test_a_filed_downgrade_is_no_claim_that_the_account_left() -> None:
    event = row("churn_events", "Eve", 2, churned_on=day("2024-12-01"), reason="seats", kind="downgrade")
    tables = {**TABLES, "churn_events": [event]}
    evidence = review_churn(context(tables), ReviewChurn(period="Q4 2024"))
    assert parts(evidence, "differences") == []


def test_a_quarter_with_few_losses_reads_shared_signs_over_twelve_months() -> None:
    early = {"Gus": 300, "Hal": 400}
    tables = {
        **TABLES,
        "accounts": [*TABLES["accounts"], *(account(name, segment="SMB") for name in early)],
        "subscriptions": [
            *TABLES["subscriptions"],
            *(line(name, arr, "2023-01-01", "2024-05-01") for name, arr in early.items()),
        ],
        "contacts": [
            *TABLES["contacts"],
            *(
                row("contacts", name, 1, name=f"{name} Lee", role="champion", joined_on=day("2023-01-01"), left_on=gone)
                for name, gone in (("Gus", day("2023-12-01")), ("Hal", None))
            ),
        ],
    }
    evidence = review_churn(context(tables), ReviewChurn(period="Q4 2024"))
    signs, read = parts(evidence, "shared_signs")
    assert {fact.metric: fact.value for fact in read.facts} == {"losses_of_period": 4, "losses_read": 6}
    assert values(signs.facts, "shared_losses", "sign")["Champion left"] == 3
    assert "shared signs and look-alikes read the twelve months to 31 Dec 2024" in evidence.assumptions
    assert evidence.facts[1].value == 4
