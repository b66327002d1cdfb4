"""Steward's tools as LangChain tools, bound to one asker's view: the scope is below the model, never an argument."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from assistant.answer import ToolUse
from assistant.digest import digest
from tools.context import Context
from tools.errors import OutsideError
from tools.evidence import Evidence
from tools.last_asked import accounts_of
from tools.tool import Tool

logger = logging.getLogger(__name__)

BROKEN = "That could not be looked up because of a fault on my side; ask in other words, or tell an administrator."


@dataclass
class ToolLog:
    """What the tools of one turn did, in the order of their calls, and which accounts these were about."""

    uses: list[ToolUse] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return sum(use.ms for use in self.uses)


def bind(tools: Iterable[Tool], context: Context, log: ToolLog) -> list[BaseTool]:
    """Each tool with the context inside; the model sees its arguments only, the answer gets the evidence."""
    return [
        StructuredTool.from_function(
            func=_runner(tool, context, log),
            name=tool.name,
            description=tool.description,
            args_schema=tool.request,
            response_format="content_and_artifact",
        )
        for tool in tools
    ]


def _runner(tool: Tool, context: Context, log: ToolLog) -> Callable[..., tuple[str, Evidence]]:
    def run(**arguments: Any) -> tuple[str, Evidence]:
        started = time.perf_counter()
        evidence = _found(tool, context, arguments)
        request = tool.request.model_validate(arguments)
        said = request.model_dump(mode="json", exclude_defaults=True)
        log.accounts += accounts_of(context, request) if evidence.outcome == "answered" else ()
        log.uses.append(ToolUse(name=tool.name, arguments=said, ms=round((time.perf_counter() - started) * 1000, 1)))
        return digest(evidence), evidence

    return run


def _found(tool: Tool, context: Context, arguments: dict[str, Any]) -> Evidence:
    """What the tool found, or its failure in a plain sentence: one broken look-up does not end the turn."""
    try:
        return tool.run(context, arguments)
    except OutsideError as error:
        return _failure(error.message)
    except Exception:
        logger.exception("%s failed", tool.name)
        return _failure(BROKEN)


def _failure(message: str) -> Evidence:
    return Evidence(shape="message", outcome="failed", reason="error", message=message)
