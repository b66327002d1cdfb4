"""What people write, as Steward reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.slack.asked import plain_text, read_command, read_event
from integrations.slack.buttons import read_click
from integrations.slack.identity import Identity

ME = Identity(team="T1", user="UBOT", bot="BBOT", name="steward")
PEOPLE = {"U2": "ben@acme.test"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<@UBOT> What was NRR?", "What was NRR?"),
        ("hey <@UBOT>, what was NRR?", "hey , what was NRR?"),
        ("<@UBOT|steward>: NRR", "NRR"),
        ("@Steward NRR of <@U2>", "NRR of ben@acme.test"),
        ("renewals of <@U7|carla> in <#C1|cs-team>", "renewals of carla in #cs-team"),
        ("R&amp;D &lt; 5 &gt; 3", "R&D < 5 > 3"),
        ("<https://crm.acme.test/7|the account> and <mailto:a@b.test>", "the account and a@b.test"),
        ("<!here> now", "here now"),
        ("NRR\u200b\ud800 \u202eof Acme", "NRR of Acme"),
    ],
)
def test_slack_notation_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert plain_text(text, ME, PEOPLE) == meant


def test_a_huge_message_is_cut() -> None:
    assert len(plain_text("x" * 100_000, ME, PEOPLE) or "") == 4_000


def test_a_command_without_text_is_an_empty_question() -> None:
    asked = read_command({"channel_id": "C1", "trigger_id": "t", "user_id": "U1", "team_id": "T1"}, ME, PEOPLE)
    assert asked is not None
    assert (asked.text, asked.key) == ("", "T1:C1:t")


odd: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["type", "channel", "channel_type", "user", "text", "ts", "thread_ts", "subtype", "bot_id", "user_team"]
events = st.dictionaries(st.sampled_from(NAMES), odd | st.sampled_from(["message", "app_mention", "im", "D1"]))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(event=events | odd, authorizations=odd, rest=st.dictionaries(st.sampled_from(["team_id"]), odd))
def test_no_payload_however_odd_stops_the_reading(event: Any, authorizations: Any, rest: dict[str, Any]) -> None:
    body = {"event": event, "authorizations": authorizations, **rest}
    asked = read_event(body, ME, PEOPLE)
    assert asked is None or (asked.channel and asked.user)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.dictionaries(st.sampled_from(["actions", "container", "message", "channel", "user", "response_url"]), odd))
def test_no_click_however_odd_stops_the_reading(body: dict[str, Any]) -> None:
    assert read_click(body).answer_id is not None
