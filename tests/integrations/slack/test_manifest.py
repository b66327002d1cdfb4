"""The app asks Slack for what it needs and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import integrations.slack

MANIFEST = json.loads((Path(integrations.slack.__file__).parent / "manifest.json").read_text(encoding="utf-8"))
SCOPES = {
    "app_mentions:read",
    "assistant:write",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:read",
    "im:history",
    "im:read",
    "users:read",
}
EVENTS = {"app_mention", "message.im", "assistant_thread_started", "assistant_thread_context_changed"}


def test_the_manifest_asks_for_exactly_these_scopes_and_each_is_justified() -> None:
    asked = MANIFEST["oauth_config"]["scopes"]
    assert (set(asked["bot"]), list(asked)) == (SCOPES, ["bot"])
    justified = {line.split()[1] for line in (integrations.slack.__doc__ or "").splitlines() if line.startswith("- ")}
    assert justified == SCOPES


def test_the_manifest_subscribes_to_exactly_these_events_over_socket_mode() -> None:
    settings = MANIFEST["settings"]
    assert set(settings["event_subscriptions"]["bot_events"]) == EVENTS
    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"] == {"is_enabled": True}
