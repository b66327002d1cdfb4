"""Who Steward is in this workspace, asked once: the rest of the process never waits for it again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from integrations.slack.gate import Refused, refusals
from tools.errors import OutsideError

ADVICE = {
    "invalid_auth": "Slack does not know the bot token: copy it again from the app's OAuth page.",
    "not_authed": "There is no bot token: set it and start again.",
    "account_inactive": "The app was removed from the workspace: install it again.",
    "token_revoked": "The bot token was revoked: install the app again and copy the new one.",
    "unreachable": "Slack cannot be reached: check the network and start again.",
}


@dataclass(frozen=True)
class Identity:
    """The workspace, Steward's user and bot ids in it, and the name people mention."""

    team: str
    user: str
    bot: str
    name: str


class Myself:
    """The identity behind the bot token; raises OutsideError with what to do when Slack refuses the token."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._lock = asyncio.Lock()
        self._known: Identity | None = None

    async def get(self) -> Identity:
        async with self._lock:
            if self._known is None:
                self._known = await self._ask()
        return self._known

    async def _ask(self) -> Identity:
        try:
            with refusals():
                found = await self._client.auth_test()
        except Refused as refused:
            raise OutsideError(ADVICE.get(refused.code, f"Slack refused the bot token ({refused.code}).")) from refused
        return Identity(
            team=str(found.get("team_id") or ""),
            user=str(found.get("user_id") or ""),
            bot=str(found.get("bot_id") or ""),
            name=str(found.get("user") or ""),
        )
