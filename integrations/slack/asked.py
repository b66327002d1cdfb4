"""What someone asked, read from Slack's payloads once; everything after this works on `Asked`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ValidationError

from integrations.slack.characters import clean, decode_entities
from integrations.slack.identity import Identity
from integrations.slack.limits import cut_lines
from tools.facts import Frozen

Kind = Literal["mention", "dm", "command"]
Payload = Mapping[str, Any]

QUESTION = 4_000
# Messages of people; everything else with a subtype is an edit, a join, a bot or a notice.
SUBTYPES = (None, "thread_broadcast", "file_share")
SLACKBOT = "USLACKBOT"
TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


class Asked(Frozen):
    """One message to Steward. (team, channel, ts) identifies it, however often and in whatever form it arrives."""

    team: str
    channel: str
    ts: str
    user: str
    text: str
    kind: Kind
    thread: str | None = None
    outside: bool = False
    home_team: str | None = None
    response_url: str | None = None

    @property
    def key(self) -> str:
        return f"{self.team}:{self.channel}:{self.ts}"

    @property
    def reply_thread(self) -> str | None:
        """Where the answer goes: under the mention; in a direct message wherever the person wrote."""
        return self.thread or self.ts if self.kind == "mention" else self.thread

    @property
    def conversation(self) -> str:
        """What belongs together: one thread, one direct message, or one channel's commands."""
        thread = f"command:{self.user}" if self.kind == "command" else self.reply_thread or "dm"
        return f"{self.team}:{self.channel}:{thread}"


def read_event(body: Payload, me: Identity, people: Mapping[str, str]) -> Asked | None:
    """The question in an event of the Events API, or None when nobody asked Steward anything."""
    event = part(body.get("event"))
    if not event or not _is_for(body, me) or not _is_from_person(event, me):
        return None
    kind = _kind(event, me)
    return kind and _asked(
        team=me.team,
        channel=event.get("channel"),
        ts=event.get("ts"),
        user=event.get("user"),
        text=plain_text(event.get("text"), me, people),
        kind=kind,
        thread=event.get("thread_ts"),
        outside=body.get("is_ext_shared_channel") is True,
        home_team=event.get("user_team") or event.get("source_team"),
    )


def read_command(body: Payload, me: Identity, people: Mapping[str, str]) -> Asked | None:
    """The question in a slash command; its trigger is as unique as a timestamp."""
    return _asked(
        team=me.team,
        channel=body.get("channel_id"),
        ts=body.get("trigger_id"),
        user=body.get("user_id"),
        text=plain_text(body.get("text") or "", me, people),
        kind="command",
        home_team=body.get("team_id"),
        response_url=body.get("response_url"),
    )


def plain_text(text: object, me: Identity, people: Mapping[str, str]) -> str | None:
    """Slack's text as the person meant it: no mention of Steward, colleagues by address, links by their label."""
    if not isinstance(text, str):
        return None

    def spoken(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign == "@":
            return "" if target == me.user else people.get(target, label or target)
        return f"{sign}{label or target}".lstrip("!") if sign else (label or target.removeprefix("mailto:"))

    words = TOKEN.sub(spoken, text)
    if me.name:
        words = re.sub(rf"^\s*@{re.escape(me.name)}\b[,:]?", "", words, flags=re.IGNORECASE)
    return cut_lines(clean(decode_entities(words)).strip(" \n\t,:"), QUESTION)


def part(value: object) -> Payload:
    """A nested part of a payload; empty when it is missing or bent."""
    return value if isinstance(value, Mapping) else {}


def word(value: object) -> str:
    """An identifier in a payload; empty when it is missing or bent."""
    return clean(value) if isinstance(value, str) else ""


def _asked(**fields: Any) -> Asked | None:
    try:
        return Asked(**fields)
    except ValidationError:
        return None


def _is_for(body: Payload, me: Identity) -> bool:
    """Sent to this workspace's installation; a channel shared between companies carries the other one's id too."""
    listed = body.get("authorizations")
    entries = [body, *(listed if isinstance(listed, list) else [])]
    teams = [entry.get("team_id") for entry in entries if isinstance(entry, Mapping)]
    return me.team in teams or not any(teams)


def _is_from_person(event: Payload, me: Identity) -> bool:
    if event.get("bot_id") or event.get("hidden") or event.get("edited"):
        return False
    return event.get("subtype") in SUBTYPES and event.get("user") not in (None, me.user, SLACKBOT)


def _kind(event: Payload, me: Identity) -> Kind | None:
    """A direct message, or a mention; some workspaces send a mention as a plain message only."""
    channel = event.get("channel")
    if event.get("channel_type") == "im" or ("channel_type" not in event and str(channel).startswith("D")):
        return "dm" if event.get("type") in ("message", "app_mention") else None
    if event.get("type") == "app_mention":
        return "mention"
    mentioned = f"<@{me.user}" in str(event.get("text"))
    return "mention" if event.get("type") == "message" and mentioned else None
