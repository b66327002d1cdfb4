"""The steward command and its options. Exit codes: 0 fine, 1 the answer or check failed, 2 wrong use."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.errors import StewardError

Option = tuple[tuple[str, ...], dict[str, Any]]
LETTERS = ("follow_up", "renewal", "re_engagement", "escalation", "price_increase", "contract_reduction")
TONES, LENGTHS = ("neutral", "friendly", "formal", "direct"), ("short", "usual", "long")
# A start makes half a million objects that stay; looking for garbage every 700 of them costs half a second.
OBJECTS_A_COLLECTION = 50_000


@dataclass(frozen=True)
class Command:
    """`run` names the function, 'module:function', imported only when the command is used."""

    help: str
    run: str
    options: tuple[Option, ...] = ()

    def function(self) -> Callable[[argparse.Namespace], int]:
        module, _, name = self.run.partition(":")
        found: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
        return found


def _option(*flags: str, **details: Any) -> Option:
    return flags, details


COMPANY = _option("--company", metavar="DIR", help="company folder; without it the built-in sample")
MODEL = _option("--model", metavar="SPEC", help="planner, openai:<model>, small:<model> or <provider>:<model>")
JSON = _option("--json", action="store_true", dest="is_json", help="print JSON only")
PERSON = _option("--as", dest="person", metavar="EMAIL", help="who asks; without it the operator, who sees everything")
AS_OF = _option("--as-of", type=date.fromisoformat, metavar="DATE", help="answer as of this day (YYYY-MM-DD)")
THREAD = _option("--thread", metavar="ID", help="continue this conversation")
CHANNEL = _option("--channel", choices=("dm", "private", "public", "shared"), default="dm", help="where it is asked")
MATH = _option("--math", action="store_true", help="show how each number was computed")
ROWS = _option("--rows", type=Path, metavar="FILE", help="write the rows behind a figure of the answer to this .csv")
FIGURE = _option("--figure", type=int, default=1, metavar="N", help="which figure, as --math numbers them")
FOLDER = _option("folder", type=Path, metavar="DIR", help="folder of CSV or Parquet exports")
ACCOUNT = _option("account", help="the account's name")
PERIOD = _option(
    "--period", metavar="WORDS", help="the period it is about, such as 'Q2 2025'; without it the last full one"
)
OUT = _option(
    "--out", type=Path, metavar="FILE", help="write it to this .pptx, .docx or .md; without it to the terminal"
)
DRAFT = (OUT, COMPANY, PERSON, AS_OF, MODEL, JSON)

COMMANDS: dict[str, Command] = {
    "ask": Command(
        "answer one question, or a file of them",
        "integrations.commands.asking:ask",
        (
            _option("question", nargs="?", help="what you want to know"),
            _option("--batch", type=Path, metavar="FILE", help="JSON lines of questions, one answer a line"),
            COMPANY,
            PERSON,
            AS_OF,
            THREAD,
            CHANNEL,
            MODEL,
            JSON,
            MATH,
            ROWS,
            FIGURE,
        ),
    ),
    "chat": Command(
        "a conversation in the terminal", "integrations.commands.asking:chat", (COMPANY, PERSON, AS_OF, MODEL)
    ),
    "import": Command(
        "bring a company's exports in",
        "integrations.commands.companies:import_company",
        (
            _option("folder", type=Path, nargs="?", metavar="DIR", help="folder of CSV or Parquet exports"),
            _option("--mapping", type=Path, metavar="FILE", help="how its columns become Steward's; see steward map"),
            _option("--company", type=Path, required=True, metavar="DIR", help="company folder to publish into"),
            _option("--force", action="store_true", help="publish even when a table shrank a lot"),
            _option(
                "--roll-back",
                action="store_true",
                dest="is_back",
                help="import nothing; go back to the version before the current one",
            ),
        ),
    ),
    "map": Command(
        "propose a mapping for a folder of exports", "integrations.commands.companies:map_company", (FOLDER,)
    ),
    "check": Command(
        "what is loaded, how fresh, what is missing",
        "integrations.commands.companies:check",
        (COMPANY, JSON, _option("--versions", action="store_true", dest="is_versions", help="list the kept versions")),
    ),
    "metrics": Command(
        "the definitions of the numbers",
        "integrations.commands.definitions:metrics",
        (_option("name", nargs="?", help="one metric, by name or label"), JSON),
    ),
    "health": Command(
        "how well health scores foretold churn, and the weights past churn suggests",
        "integrations.commands.health:health",
        (
            _option("what", choices=("backtest",), help="what to show"),
            COMPANY,
            AS_OF,
            _option("--period", metavar="WORDS", help="take the scores of this period only, such as 2025"),
            _option(
                "--horizon-days", type=int, default=90, metavar="N", help="days after a score in which a loss counts"
            ),
            _option(
                "--basis", choices=("computed", "recorded"), help="scores computed here, or those the company stored"
            ),
            JSON,
        ),
    ),
    "brief": Command(
        "one page on one account before a call",
        "integrations.commands.papers:brief",
        (
            ACCOUNT,
            _option("--since", metavar="DAY", help="only what is new since this day, such as 'last week'"),
            _option("--occasion", choices=("call", "takeover", "executive"), help="what the page is for"),
            *DRAFT,
        ),
    ),
    "qbr": Command(
        "draft a business review with one account",
        "integrations.commands.papers:qbr",
        (
            ACCOUNT,
            PERIOD,
            _option("--goal", action="append", dest="goals", metavar="TEXT", help="a goal of theirs; may be repeated"),
            _option(
                "--template", type=Path, metavar="FILE", help="slides to build on; else the company's template.pptx"
            ),
            *DRAFT,
        ),
    ),
    "followup": Command(
        "draft a letter to a contact of one account, or an internal one",
        "integrations.commands.papers:followup",
        (
            ACCOUNT,
            _option("--kind", choices=LETTERS, help="which letter; without it the follow-up to the last conversation"),
            _option("--tone", choices=TONES, help="how it sounds"),
            _option("--length", choices=LENGTHS, help="how long it is"),
            _option("--to", metavar="NAME", help="who gets it; without it the right contact by the record"),
            _option("--about", metavar="WORDS", help="the conversation it follows up: a day or its subject"),
            _option("--without", action="append", metavar="TEXT", help="what to leave out; may be repeated"),
            *DRAFT,
        ),
    ),
    "board": Command(
        "draft the customer success slide of a board deck", "integrations.commands.papers:board", (PERIOD, *DRAFT)
    ),
    "review": Command(
        "draft the monthly review of customer success with finance",
        "integrations.commands.papers:review",
        (PERIOD, *DRAFT),
    ),
    "forensics": Command(
        "why an account left, or what was lost in a period",
        "integrations.commands.papers:forensics",
        (_option("account", nargs="?", help="a lost account; without it all losses of the period"), PERIOD, *DRAFT),
    ),
    "eval": Command(
        "ask known questions and score the answers",
        "evals.command:evaluate",
        (
            COMPANY,
            MODEL,
            JSON,
            _option("--cases", type=Path, metavar="FILE", help="other cases than the built-in ones"),
            _option("--repeat", type=int, default=1, metavar="K", help="ask each question K times (pass^K)"),
            _option("--against", choices=("text-to-sql",), help="ask the same model for SQL too, and compare"),
            _option("--exports", type=Path, metavar="DIR", help="raw exports the known values are computed from"),
            _option("--accept", action="store_true", help="keep this run as the baseline"),
            _option("--out", type=Path, metavar="FILE", help="write the report as JSON"),
        ),
    ),
    "slack": Command("answer in Slack over Socket Mode", "integrations.commands.serving:slack", (COMPANY, MODEL)),
    "serve": Command(
        "answer Slack over HTTP",
        "integrations.commands.serving:serve",
        (
            COMPANY,
            MODEL,
            _option("--host", default="127.0.0.1", help="address to listen on"),
            _option("--port", type=int, default=8080, help="port to listen on"),
        ),
    ),
    "doctor": Command(
        "check settings, data, knowledge, model and Slack",
        "integrations.commands.health_check:doctor",
        (COMPANY, MODEL, JSON),
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    options = _parser().parse_args(arguments)
    gc.set_threshold(OBJECTS_A_COLLECTION)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        return COMMANDS[options.command].function()(options)
    except StewardError as error:
        print(f"steward: {error.message}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="steward", description="Answers customer success questions with numbers that can be proved."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.help, description=command.help.capitalize() + ".")
        for flags, details in command.options:
            one.add_argument(*flags, **details)
    return parser


def run() -> None:
    """Entry point of the installed command."""
    code = main()
    # The process ends here: a last search of everything it holds for garbage would take half a second.
    gc.freeze()
    sys.exit(code)
