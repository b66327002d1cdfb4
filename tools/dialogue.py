"""ask_back and decline: the two ways of not answering, each with a reason and a way on."""

from __future__ import annotations

from tools.context import Context
from tools.evidence import Choice, Evidence
from tools.requests import AskBack, Decline


def ask_back(_context: Context, request: AskBack) -> Evidence:
    choices = tuple(Choice(label=choice, question=choice) for choice in request.choices)
    return Evidence(shape="message", outcome="clarify", reason="ambiguous", message=request.question, choices=choices)


def decline(_context: Context, request: Decline) -> Evidence:
    return Evidence(shape="message", outcome="declined", reason=request.reason, message=request.because)
