"""A language model words lines of a draft; what it writes must say what the draft says, or the draft's words stay."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from assistant.fallback import Circuit, within
from assistant.papers.faithful import LONGEST, faults
from assistant.papers.paper import Line
from assistant.replies import advice
from tools.evidence import Evidence

logger = logging.getLogger(__name__)

PROMPT = Path(__file__).parent.parent / "prompts" / "draft.md"
MOST_LINES = 16
AGAIN = "Write all sentences again. Not supported or missing: {wrong}."


class Sentences(BaseModel):
    """The rewritten lines, one sentence for each, in order."""

    sentences: list[str] = Field(max_length=MOST_LINES)


@dataclass(frozen=True)
class Task:
    """Lines to be worded together, what else the model is shown, and the evidence each of them is judged by."""

    lines: tuple[Line, ...]
    shown: Mapping[str, Any]
    evidence: Evidence

    @property
    def messages(self) -> list[BaseMessage]:
        content = {**self.shown, "draft": [line.text for line in self.lines]}
        return [SystemMessage(_prompt()), HumanMessage(json.dumps(content, ensure_ascii=False))]


@dataclass(frozen=True)
class Bounds:
    """What the wording of one paper may use: model calls, and seconds for all of them."""

    calls: int = 14
    seconds: float = 20.0


@dataclass
class Wording:
    """One paper being worded: the calls and the time that are left. After a fault the rest keeps its text."""

    model: BaseChatModel
    circuit: Circuit
    bounds: Bounds = field(default_factory=Bounds)
    calls: int = 0
    is_over: bool = False
    started: float = field(default_factory=time.perf_counter)

    def words(self, task: Task) -> tuple[Line, ...]:
        """The lines in the model's words where these hold, in the draft's elsewhere. Never raises.

        One request, and one more where something in the reply does not hold; then each line is judged alone.
        """
        chosen, asked = task.lines, task.messages
        for _ in range(2 if 0 < len(task.lines) <= MOST_LINES else 0):
            reply = self._sentences(asked)
            if reply is None:
                break
            wrong, chosen = _judged(task, chosen, reply)
            if not wrong:
                break
            asked = [*asked, HumanMessage(AGAIN.format(wrong="; ".join(dict.fromkeys(wrong))[:LONGEST]))]
        return chosen

    def _sentences(self, asked: Sequence[BaseMessage]) -> list[str] | None:
        """One call; None where nothing more is to be expected of the model for this paper."""
        now = time.perf_counter()
        left = self.bounds.seconds - (now - self.started)
        if self.is_over or self.calls >= self.bounds.calls or left <= 0 or self.circuit.is_open(now):
            return None
        self.calls += 1
        try:
            reply: Any = within(left, lambda: self._structured().invoke(list(asked)))
        except Exception as error:  # noqa: BLE001 whatever a provider raises, the draft is there already
            logger.warning("the model did not word a draft, it keeps its own words: %s", advice(error))
            self.is_over = True
            self.circuit.note(failed=True, now=time.perf_counter())
            return None
        self.circuit.note(failed=False, now=now)
        parsed = reply.get("parsed") if isinstance(reply, dict) else None
        return [" ".join(text.split()) for text in parsed.sentences] if isinstance(parsed, Sentences) else []

    def _structured(self) -> Any:
        return self.model.with_structured_output(Sentences, include_raw=True)


def _judged(task: Task, chosen: Sequence[Line], reply: Sequence[str]) -> tuple[Sequence[str], tuple[Line, ...]]:
    """What is wrong with the reply, and the chosen lines in its words where nothing is."""
    if len(reply) != len(task.lines):
        return [f"{len(task.lines)} sentences, please"], tuple(chosen)
    found = [faults(line, text, task.evidence) for line, text in zip(task.lines, reply, strict=True)]
    better = (
        line if wrong else line.model_copy(update={"text": text})
        for line, text, wrong in zip(chosen, reply, found, strict=True)
    )
    return [fault for wrong in found for fault in wrong], tuple(better)


@lru_cache(maxsize=1)
def _prompt() -> str:
    return PROMPT.read_text(encoding="utf-8")
