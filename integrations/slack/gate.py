"""The single exit to Slack. Every text that leaves is cleaned, disarmed, escaped and cut here; nothing else may send.

Slack calls raise `Refused` with Slack's own code, so that callers decide by code and never see a transport.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from integrations.slack.message import Message
from integrations.slack.payload import safe_literal, safe_message
from integrations.slack.tokens import LinkRules

# No previews (a preview is a request that can carry data) and no second reading of our text by Slack.
QUIET: Mapping[str, Any] = {"unfurl_links": False, "unfurl_media": False, "parse": "none", "link_names": False}
ANSWER_EVENT = "steward_answer"
UNNAMEABLE = re.compile(r"[^A-Za-z0-9]+")
LONGEST_NAME = 80


@dataclass
class Refused(Exception):
    """Slack did not take a call: `code` is its error, or `unreachable`."""

    code: str


@dataclass(frozen=True)
class Place:
    """A conversation, and the thread in it if there is one."""

    channel: str
    thread: str | None = None


class Gate:
    """Sends for Steward. `rules` says which links and addresses may leave."""

    def __init__(self, client: AsyncWebClient, rules: LinkRules) -> None:
        self._client = client
        self._rules = rules

    async def post(self, place: Place, message: Message, question: str = "") -> str:
        """A new message; its timestamp. `question` marks it, so that it can be found again after a crash."""
        content = self._content(message)
        if question:
            content["metadata"] = {"event_type": ANSWER_EVENT, "event_payload": {"question": question}}
        with refusals():
            sent = await self._client.chat_postMessage(channel=place.channel, thread_ts=place.thread, **content)
        return str(sent.get("ts") or "")

    async def update(self, place: Place, ts: str, message: Message) -> None:
        with refusals():
            content = self._content(message)
            # Without blocks Slack would keep the old ones.
            await self._client.chat_update(channel=place.channel, ts=ts, **{"blocks": [], **content})

    async def whisper(self, place: Place, user: str, message: Message) -> None:
        """A message that only one person sees."""
        with refusals():
            await self._client.chat_postEphemeral(
                channel=place.channel, user=user, thread_ts=place.thread, **self._content(message)
            )

    async def directly(self, user: str, message: Message) -> Place:
        """A message to one person alone; the conversation it stands in."""
        with refusals():
            sent = await self._client.chat_postMessage(channel=user, **self._content(message))
        return Place(str(sent.get("channel") or user))

    async def upload(self, place: Place, file: Path) -> None:
        """A file without a comment: what is said of it is a message of its own. Raises OSError when it is not there."""
        content, name = await asyncio.to_thread(file.read_bytes), _file_name(file)
        with refusals():
            await self._client.files_upload_v2(
                file=content, filename=name, title=name, channel=place.channel, thread_ts=place.thread
            )

    async def reply(self, response_url: str, message: Message, *, replace: bool = False) -> None:
        """An answer to a command or a button, seen only by the person who used it."""
        content = self._content(message)
        with refusals():
            hook = AsyncWebhookClient(response_url, timeout=self._client.timeout, session=self._client.session)
            sent = await hook.send_dict({**content, "response_type": "ephemeral", "replace_original": replace})
        if sent.status_code != 200 or '"ok":false' in sent.body.replace(" ", ""):
            raise Refused(_word(sent.body))

    async def status(self, place: Place, text: str) -> None:
        with refusals():
            await self._client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=place.thread or "", status=safe_literal(text, self._rules)
            )

    async def prompts(self, place: Place, title: str, prompts: Sequence[tuple[str, str]]) -> None:
        """Suggested questions in the assistant pane: (what the button says, what it asks)."""
        offered = [{"title": name, "message": text} for name, text in prompts]
        with refusals():
            await self._client.assistant_threads_setSuggestedPrompts(
                channel_id=place.channel, thread_ts=place.thread, title=title, prompts=offered
            )

    async def has_posted(self, place: Place, since: str, question: str) -> bool:
        """Whether the marked answer to a question stands in a direct message already."""
        method, thread = ("replies", {"ts": place.thread}) if place.thread else ("history", {})
        found = await look_up(
            self._client,
            f"conversations.{method}",
            {"channel": place.channel, "oldest": since, "include_all_metadata": "true", **thread},
        )
        marks = [message.get("metadata") or {} for message in found.get("messages") or []]
        return any((mark.get("event_payload") or {}).get("question") == question for mark in marks)

    def _content(self, message: Message) -> dict[str, Any]:
        safe = safe_message(message, self._rules)
        return {"text": safe.text, **({"blocks": list(safe.blocks)} if safe.blocks else {}), **QUIET}


@contextmanager
def refusals() -> Iterator[None]:
    """Slack's refusals and every failure to reach it, as `Refused`."""
    try:
        yield
    except SlackApiError as error:
        raise Refused(_code(error)) from error
    except (TimeoutError, SlackClientError, aiohttp.ClientError, OSError) as error:
        raise Refused("unreachable") from error


async def look_up(client: AsyncWebClient, method: str, arguments: Mapping[str, str]) -> Mapping[str, Any]:
    """A reading call, as a form: every Slack takes that, not every Slack takes it in the address."""
    with refusals():
        response = await client.api_call(method, data=dict(arguments))
    return response.data if isinstance(response.data, Mapping) else {}


def _file_name(file: Path) -> str:
    """The name without anything that Slack or a file system reads as more than a name."""
    stem = UNNAMEABLE.sub("-", file.stem).strip("-")[:LONGEST_NAME] or "draft"
    return f"{stem}.{UNNAMEABLE.sub('', file.suffix)}"


def _word(body: str) -> str:
    """The error in the answer of a response address: a bare word, or JSON around it."""
    found = re.search(r'"error"\s*:\s*"(\w+)"', body) or re.fullmatch(r"\s*(\w+)\s*", body)
    return found[1] if found else "unknown_error"


def _code(error: SlackApiError) -> str:
    """Slack's error word, or what the HTTP status says where there is none."""
    response = error.response
    status = getattr(response, "status_code", getattr(response, "status", 0))
    data = getattr(response, "data", None)
    word = data.get("error") if isinstance(data, dict) else None
    if isinstance(word, str) and word:
        return word
    return "unreachable" if status >= 500 else f"http_{status}"
