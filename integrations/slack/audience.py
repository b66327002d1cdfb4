"""Who would read an answer: decided from Slack's own records, and closed whenever Slack does not say.

`shared` means that someone outside the company could read it: Slack Connect, pending invitations, guests, strangers,
deactivated people, or a lookup that failed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from slack_sdk.web.async_client import AsyncWebClient

from assistant.question import Channel
from integrations.slack.asked import Asked, part
from integrations.slack.gate import Refused, look_up

PublicPolicy = Literal["post", "private_reply"]
Record = Mapping[str, Any]

LOOKUP_SECONDS = 8.0
# How long a record may be reused, in seconds; right before an answer is posted, and shared by answers posted together.
REUSE = {"users": 300.0, "channels": 60.0, "members": 300.0}
FRESH = {"users": 2.0, "channels": 2.0, "members": 2.0}
CACHED = 2_000
# Beyond this many members a private channel is treated like a public one.
MEMBERS = 50
OUTSIDE_CHANNEL = ("is_ext_shared", "is_pending_ext_shared", "is_shared")
OUTSIDE_LISTS = ("pending_shared", "pending_connected_team_ids", "connected_team_ids", "connected_limited_team_ids")
# Bots and deactivated members of a channel read nothing; as askers they are refused.
READS_NOTHING = {"is_bot": False, "deleted": False}
OUTSIDE_PERSON = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")


@dataclass(frozen=True)
class Hearers:
    """The kind of conversation, and whether account data may stand where all of it can read.

    `is_known` is False when Slack could not be asked and the answer is kept back for that reason.
    """

    kind: Channel
    may_post: bool
    is_known: bool = True


NO_SUCH_METHOD: Record = {"method": "unknown"}
SHARED = Hearers("shared", may_post=False)
UNKNOWN = Hearers("shared", may_post=False, is_known=False)


class Audience:
    def __init__(self, client: AsyncWebClient, clock: Callable[[], datetime], public: PublicPolicy) -> None:
        self._client = client
        self._clock = clock
        self._public = public
        self._cache: dict[tuple[str, str], tuple[float, Any]] = {}

    async def of(self, asked: Asked, *, fresh: bool = False) -> Hearers:
        """Who reads an answer to this question; `fresh` asks Slack again."""
        try:
            async with asyncio.timeout(LOOKUP_SECONDS):
                return await self._hearers(asked, FRESH if fresh else REUSE)
        except (Refused, TimeoutError):
            return UNKNOWN

    async def _hearers(self, asked: Asked, ages: Mapping[str, float]) -> Hearers:
        person = await self._known("users", asked.user, ages["users"])
        if asked.outside or is_outsider(person, asked.team, asked.home_team):
            return SHARED
        # Who is in a direct message never changes, and asking each time would meet Slack's rate limit.
        channel = await self._known("channels", asked.channel, (REUSE if asked.kind == "dm" else ages)["channels"])
        if is_open_to_others(channel, asked.team):
            return SHARED
        kind = _kind(channel, asked)
        if kind == "dm" or (kind == "public" and self._public == "private_reply"):
            return Hearers(kind, may_post=kind == "dm")
        return await self._checked(kind, asked, ages)

    async def _checked(self, kind: Channel, asked: Asked, ages: Mapping[str, float]) -> Hearers:
        """A channel all of whose members can be seen to be colleagues; too many to see means a private reply."""
        members = await self._known("members", asked.channel, ages["members"])
        if members is None:
            return Hearers("public", may_post=False)
        people = await asyncio.gather(*(self._known("users", member, REUSE["users"]) for member in members))
        guests = (is_outsider({**person, **READS_NOTHING}, asked.team) for person in people)
        return SHARED if any(guests) else Hearers(kind, may_post=True)

    async def _known(self, kind: str, name: str, age: float) -> Any:
        now = self._clock().timestamp()
        since, found = self._cache.get((kind, name), (float("-inf"), None))
        if now - since < age:
            return found
        found = await {"users": self._user, "channels": self._channel, "members": self._members}[kind](name)
        if len(self._cache) >= CACHED:
            self._cache.clear()
        self._cache[kind, name] = (now, found)
        return found

    async def _user(self, user: str) -> Record:
        return await self._record("users.info", "user", user) or {"is_stranger": True}

    async def _channel(self, channel: str) -> Record:
        return await self._record("conversations.info", "channel", channel) or {"is_shared": True}

    async def _members(self, channel: str) -> list[str] | None:
        """The members, or None when they are too many to look at."""
        page = await self._ask("conversations.members", {"channel": channel, "limit": str(MEMBERS)})
        more = part(page.get("response_metadata")).get("next_cursor")
        return None if more else list(page.get("members") or [])

    async def _record(self, method: str, part_name: str, name: str) -> Record:
        page = await self._ask(method, {part_name: name})
        return part(page.get(part_name)) if page is not NO_SUCH_METHOD else NO_SUCH_METHOD

    async def _ask(self, method: str, arguments: Mapping[str, str]) -> Record:
        """What Slack says.

        A workspace that does not know these methods is not Slack's own and shares nothing; there the event decides.
        """
        try:
            return await look_up(self._client, method, arguments)
        except Refused as refused:
            if refused.code != "unknown_method":
                raise
            return NO_SUCH_METHOD


def is_outsider(person: Record, team: str, home_team: str | None = None) -> bool:
    """A guest, a stranger, a bot, someone deactivated, or someone of another company's workspace."""
    if any(person.get(flag) for flag in OUTSIDE_PERSON):
        return True
    own = {team, *((person.get("enterprise_user") or {}).get("teams") or [])}
    return any(home not in own for home in (person.get("team_id"), home_team) if home)


def is_open_to_others(channel: Record, team: str) -> bool:
    """Shared beyond the company now, or once a pending invitation is accepted."""
    if channel.get("is_org_shared") and not channel.get("is_ext_shared"):
        return bool(channel.get("is_pending_ext_shared"))
    others = {other for name in OUTSIDE_LISTS for other in channel.get(name) or []} - {team}
    return bool(others) or any(channel.get(flag) for flag in OUTSIDE_CHANNEL)


def _kind(channel: Record, asked: Asked) -> Channel:
    if channel.get("is_im") or asked.kind == "dm":
        return "dm"
    return "private" if channel.get("is_private") or channel.get("is_mpim") else "public"
