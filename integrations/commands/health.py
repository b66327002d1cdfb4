"""steward health: how well the company's health scores foretold churn."""

from __future__ import annotations

import argparse

from rich.markdown import Markdown

from assistant.prose.write import write
from integrations.app import build
from integrations.settings import Settings
from integrations.terminal import console
from tools.catalogue import TOOLS


def health(options: argparse.Namespace) -> int:
    """Exit code 1 when the company's data does not allow a backtest."""
    request = {"period": options.period, "horizon_days": options.horizon_days, "basis": options.basis}
    context = build(Settings(), options.company).published().context(as_of=options.as_of)
    evidence = TOOLS["backtest_health"].run(context, request)
    if options.is_json:
        print(evidence.model_dump_json())
    else:
        console().print(Markdown(write((evidence,))))
    return 0 if evidence.outcome == "answered" else 1
