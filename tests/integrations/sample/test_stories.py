"""Every story is told at least twice, and what it says happened can be found in the data."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from integrations.sample.phrases import banks
from integrations.sample.roster import load_accounts
from integrations.sample.stories import Story, load_arcs, load_stories
from tests.integrations.sample.conftest import Ask

WANTED = (
    "champion_left", "never_adopted", "outgrew", "consolidated", "plateau", "new_executive", "over_bought",
    "price_objection", "stalled_onboarding", "expansion_ready", "healthy", "looks_red", "heavy_user_leaving",
    "reactivated", "involuntary", "downgrade", "competitor", "mis_sold", "drifting_onboarding", "late_payer",
    "single_threaded", "ticket_surge", "hostile_text",
)  # fmt: skip
STORIES = load_stories()
TABLE_OF = {
    "note": ("interactions", "happened_on"),
    "ticket": ("tickets", "opened_on"),
    "survey": ("surveys", "answered_on"),
    "leave": ("contacts", "left_on"),
    "join": ("contacts", "joined_on"),
    "goal": ("goals", "set_on"),
    "opportunity": ("opportunities", "created_on"),
    "advocacy": ("advocacy_events", "happened_on"),
}


def named(kind: str) -> list[Story]:
    return [story for story in STORIES if story.story == kind]


@pytest.mark.parametrize("kind", WANTED)
def test_a_story_happens_to_at_least_two_accounts(kind: str) -> None:
    assert len({story.account for story in named(kind)}) >= 2


def test_stories_happen_to_accounts_of_the_roster() -> None:
    assert {story.account for story in STORIES} <= {account.name for account in load_accounts()}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.story}: {story.account}")
def test_what_a_story_says_can_be_found_in_the_data(story: Story, sql: Ask) -> None:
    for beat in story.beats:
        if beat.does in TABLE_OF:
            table, day = TABLE_OF[beat.does]
            rows = f"SELECT count(*) FROM {table} t JOIN accounts a USING (account_id)"
            found = f"{rows} WHERE a.name = ? AND t.{day} = ?"
            assert sql(found, story.account, beat.on)[0][0] >= 1, beat.what


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.story}: {story.account}")
def test_an_outcome_is_what_the_lines_show(story: Story, sql: Ask) -> None:
    changes = [beat.on for beat in story.beats if beat.does == "move"]
    if story.outcome in ("open", "kept") and not changes:
        assert story.outcome != "open" or _arr(sql, story.account, "2026-06-30")
        return
    before, after = (_arr(sql, story.account, day) for day in (changes[0] - timedelta(1), changes[0]))
    shown = {"churned": after == 0 < before, "returned": before == 0 < after, "contracted": 0 < after < before}
    assert shown.get(story.outcome, after > before > 0)


def test_a_voluntary_loss_falls_on_a_renewal_date(sql: Ask) -> None:
    lost = sql(
        "SELECT account_id, churned_on FROM churn_events WHERE kind = 'voluntary' EXCEPT"
        " SELECT account_id, due_on FROM renewals WHERE outcome = 'churned'"
    )
    assert lost == []


def test_use_falls_before_a_champion_loss_and_not_before_a_heavy_user_leaves(sql: Ask) -> None:
    faded = "SELECT max(taken_on), arg_min(usage_score, taken_on), arg_max(usage_score, taken_on) FROM health_snapshots"
    where = "JOIN accounts USING (account_id) WHERE name = ? AND taken_on BETWEEN ? AND ?"
    for account, falls in (("Soylent Nutrition", True), ("Tern Shipping", True), ("Orbital Desk", False)):
        anchor = next(story.anchor for story in STORIES if story.account == account)
        _, first, last = sql(f"{faded} {where}", account, anchor - timedelta(240), anchor)[0]
        assert (last < 0.6 * first) is falls


def test_an_account_that_left_twice_is_marked_as_a_reactivation(sql: Ask) -> None:
    again = sql("SELECT name FROM churn_events JOIN accounts USING (account_id) WHERE is_reactivation")
    assert again == [("Echo Park Podcasts",)]


def test_every_arc_is_played_and_every_text_has_a_bank() -> None:
    arcs = load_arcs()
    spoken = {beat.text for arc in arcs.values() for beat in arc.beats if beat.does in ("note", "ticket", "survey")}
    spoken |= {arc.csm_call_reason for arc in arcs.values() if arc.csm_call}
    spoken |= {beat.promise for arc in arcs.values() for beat in arc.beats if beat.promise}
    assert spoken <= banks().keys()
    assert Counter(story.story for story in STORIES).keys() == {arc.story for arc in arcs.values()}


def _arr(sql: Ask, account: str, day: object) -> int:
    found = sql("SELECT arr FROM arr_at(?::DATE) JOIN accounts USING (account_id) WHERE name = ?", str(day), account)
    return int(found[0][0]) if found else 0
