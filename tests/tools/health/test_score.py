from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.records import EVERYTHING, account, ago, record, weeks
from tools.company import Company
from tools.company_settings import HealthSettings, Levels, Weights
from tools.health.component import in_thousandths
from tools.health.components import COMPONENTS
from tools.health.score import health_of
from tools.record.rows import Contact, Interaction, Line, Survey, Ticket

COMPANY = Company()
ADA = Contact("C-1", "Ada Reyes", role="champion", title="COO", joined_on=ago(700))
RICH = {
    "weeks": weeks([100] * 26 + [80] * 4),
    "contacts": (ADA,),
    "interactions": (Interaction("I-1", ago(10), contact_id="C-1", type="call", notes="They are very happy."),),
    "surveys": (Survey("V-1", "nps", 7, ago(20), contact_id="C-1"),),
    "tickets": (Ticket("T-1", ago(30), closed_on=ago(29), satisfaction_score=4.0),),
}
USAGE_ONLY = frozenset({"accounts", "subscriptions", "usage_events", "usage_events.feature"})


def test_the_weights_of_each_input_add_up_to_one() -> None:
    for name in ("usage", "sentiment", "relationship"):
        assert sum(Decimal(repr(item.weight)) for item in COMPONENTS if item.input == name) == 1


def test_points_are_weight_times_value_and_add_up_to_the_score() -> None:
    health = health_of(record(**RICH), COMPANY)
    for part in health.parts:
        if part.value is not None:
            assert abs(part.points - part.weight * part.value) <= Decimal("0.05")
    assert health.score == sum(part.points for part in health.parts)
    assert health.score == sum(item.points for item in health.inputs)
    assert sum(part.weight for part in health.parts) == 1


def test_what_is_not_recorded_is_left_out_and_said() -> None:
    health = health_of(record(tables=USAGE_ONLY, weeks=weeks([100] * 30)), COMPANY)
    known = {part.name: part.weight for part in health.parts if part.value is not None}
    # 40, 15 and 10 of 65: 615.4, 230.8 and 153.8 thousandths, of which the two largest remainders are rounded up.
    assert known == {"activity": Decimal("0.615"), "breadth": Decimal("0.231"), "depth": Decimal("0.154")}
    # 65 % of an input that weighs 35 %.
    assert health.coverage == Decimal("0.228")
    survey = next(part for part in health.parts if part.name == "survey_answers")
    assert survey.missing == "the data has no surveys"
    assert survey.weight == survey.points == 0


def test_a_score_is_hand_checkable() -> None:
    # Activity 60 (four fifths of the usual use), breadth 100 of its own usual, depth 60.
    health = health_of(record(tables=USAGE_ONLY, weeks=weeks([100] * 26 + [80] * 4)), COMPANY)
    assert [str(part.points) for part in health.parts if part.value is not None] == ["36.9", "23.1", "9.2"]
    assert (str(health.score), health.status) == ("69.2", "yellow")


def test_everything_at_its_best_is_a_hundred() -> None:
    health = health_of(record(tables=USAGE_ONLY, weeks=weeks([100] * 30)), COMPANY)
    assert health.score == 100


def test_a_segment_has_its_own_weights() -> None:
    settings = HealthSettings(segments={"SMB": Weights(usage=1, sentiment=0, relationship=0)})
    small = record(account=account(segment="SMB"), **RICH)
    health = health_of(small, Company(health=settings))
    assert health.input("usage").weight == 1
    assert health_of(record(**RICH), Company(health=settings)).input("usage").weight < Decimal("0.5")


def test_the_company_sets_the_thresholds() -> None:
    strict = Company(health=HealthSettings(thresholds=Levels(green=100, yellow=90)))
    assert health_of(record(tables=USAGE_ONLY, weeks=weeks([100] * 26 + [80] * 4)), strict).status == "red"


def test_too_little_known_is_no_score() -> None:
    health = health_of(record(tables=frozenset({"accounts", "subscriptions"})), COMPANY)
    assert (health.score, health.status, health.because) == (None, None, "nothing is known")
    little = record(tables=frozenset({"tickets"}), tickets=(Ticket("T-1", ago(20)),))
    assert health_of(little, COMPANY).because == "only 3.0 % of what the score is made of is known"


def test_an_account_that_no_longer_pays_has_no_health() -> None:
    ended = Line("S-1", date(2024, 1, 1), Decimal(12000), end_date=date(2026, 3, 12))
    health = health_of(record(lines=(ended,), weeks=weeks([100] * 30)), COMPANY)
    assert (health.score, health.because) == (None, "no longer a paying account since 12 Mar 2026")
    assert health_of(record(lines=()), COMPANY).because == "not a paying account"


def test_columns_of_a_missing_table_go_without_saying() -> None:
    parts = {part.name: part.missing for part in health_of(record(tables=USAGE_ONLY, weeks=weeks([9])), COMPANY).parts}
    assert parts["engaged_contacts"] == "the data has no contacts or interactions"
    assert parts["licence_use"] == "the data has no user id in its usage events"


@pytest.mark.parametrize("shares", [{"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, {"a": 0.0625, "b": 0.9375}, {"a": 1.0}])
def test_rounded_weights_still_add_up_to_one(shares: dict[str, float]) -> None:
    assert sum(in_thousandths(shares).values()) == 1


def test_everything_in_the_schema_makes_every_component_possible() -> None:
    assert all(EVERYTHING.issuperset(component.needs) for component in COMPONENTS)


def test_a_segment_may_have_levels_of_its_own() -> None:
    fallen = record(weeks=weeks([100] * 26 + [60] * 4), account=account(segment="SMB"))
    usual = health_of(fallen, COMPANY)
    mild = COMPANY.health.model_copy(update={"segment_thresholds": {"SMB": Levels(green=40, yellow=20)}})
    judged = health_of(fallen, COMPANY.model_copy(update={"health": mild}))
    assert judged.score == usual.score
    assert (usual.status_of_score, judged.status_of_score) == ("red", "green")
    assert mild.levels_in_words.endswith("(SMB: 40 and 20)")
