"""Where a fake Slack keeps files: an address to send the bytes to, then a place in a conversation."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Args = dict[str, Any]


@dataclass
class Brought:
    """A file as it stands in a conversation."""

    channel: str
    name: str
    content: bytes
    thread: str | None = None


@dataclass
class FakeDrive:
    """`files` are those that people see."""

    address: str = ""
    files: list[Brought] = field(default_factory=list)
    waiting: dict[str, Brought] = field(default_factory=dict)

    def do_files_getUploadURLExternal(self, args: Args) -> Args:  # noqa: N802
        name = uuid.uuid4().hex
        self.waiting[name] = Brought("", args["filename"], b"")
        return {"upload_url": f"http://{self.address}/upload/{name}", "file_id": name}

    async def upload(self, request: web.Request) -> web.Response:
        self.waiting[request.match_info["id"]].content = await request.read()
        return web.Response(text="OK")

    def do_files_completeUploadExternal(self, args: Args) -> Args:  # noqa: N802
        listed = json.loads(args["files"])
        for item in listed:
            brought = self.waiting.pop(item["id"])
            self.files.append(Brought(args["channel_id"], brought.name, brought.content, args.get("thread_ts")))
        return {"files": listed}
