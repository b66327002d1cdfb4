"""A Steward in its own process, to be killed: `python -m ...crash_worker API STATE NOW SECONDS`."""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import datetime
from pathlib import Path

from assistant.answer import Answer
from assistant.question import Question
from integrations.slack.app import build, web_client
from integrations.slack.desk import SlackDeps
from integrations.slack.socket_mode import run_socket
from tests.integrations.slack.answers import answer

PEOPLE = {"U1": "ana@acme.test"}


def main(api: str, state: str, now: str, seconds: str) -> None:
    def reply(_: Question) -> Answer:
        time.sleep(float(seconds))
        return answer()

    moment = datetime.fromisoformat(now)
    deps = SlackDeps(web_client("xoxb-test", api), reply, PEOPLE, Path(state), lambda: moment)
    asyncio.run(run_socket(build(deps), "xapp-test", connections=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
