"""steward slack and steward serve: answer in Slack, over Socket Mode or HTTP."""

from __future__ import annotations

import argparse
import asyncio

from integrations.app import App, build, now
from integrations.settings import Settings
from integrations.slack.app import SlackApp, asgi, web_client
from integrations.slack.app import build as build_slack
from integrations.slack.desk import SlackDeps
from integrations.slack.socket_mode import run_socket
from tools.errors import OutsideError


def slack(options: argparse.Namespace) -> int:
    settings = Settings()
    _require(settings.slack_bot_token.get_secret_value(), "STEWARD_SLACK_BOT_TOKEN", "the bot token (xoxb-...)")
    app_token = _require(
        settings.slack_app_token.get_secret_value(), "STEWARD_SLACK_APP_TOKEN", "the app token (xapp-...)"
    )
    asyncio.run(_socket(settings, build(settings, options.company, options.model), app_token))
    return 0


def serve(options: argparse.Namespace) -> int:
    import uvicorn

    settings = Settings()
    _require(settings.slack_bot_token.get_secret_value(), "STEWARD_SLACK_BOT_TOKEN", "the bot token (xoxb-...)")
    _require(settings.slack_signing_secret.get_secret_value(), "STEWARD_SLACK_SIGNING_SECRET", "the signing secret")
    slack_app = slack_of(settings, build(settings, options.company, options.model))
    uvicorn.run(asgi(slack_app), host=options.host, port=options.port, log_level="warning")
    return 0


def slack_of(settings: Settings, app: App) -> SlackApp:
    """Slack's side of one Steward."""
    app.warm_up()
    company = app.published().company
    address = settings.slack_api_url
    token = settings.slack_bot_token.get_secret_value()
    return build_slack(
        SlackDeps(
            client=web_client(token, address) if address else web_client(token),
            answer=app.ask,
            people={person.slack_user_id: person.email for person in company.people if person.slack_user_id},
            state=settings.state,
            clock=now,
            signing_secret=settings.slack_signing_secret.get_secret_value() or None,
            public=company.public_channels,
            link_hosts=frozenset(company.allowed_links),
        )
    )


async def _socket(settings: Settings, app: App, app_token: str) -> None:
    print("Steward is answering in Slack. Stop it with Ctrl-C.")
    await run_socket(slack_of(settings, app), app_token)


def _require(value: str, name: str, what: str) -> str:
    if not value:
        raise OutsideError(f"{what.capitalize()} is missing: set {name} (see .env.example) and start again.")
    return value
