"""A language model words a paper part by part; what it writes must say what the draft says, or the draft stays."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from assistant.digest import digest
from assistant.fallback import Circuit, within
from assistant.grounding import check
from assistant.papers.compose import Written
from assistant.papers.material import Material
from assistant.papers.paper import Line, Lines
from assistant.replies import LIVE, advice

logger = logging.getLogger(__name__)

PROMPT = Path(__file__).parent.parent / "prompts" / "draft.md"
LONGEST = 320
MOST_LINES = 16
KEPT = re.compile(r"\*\*(.+?)\*\*")
# What binds us to somebody: it may stand in a text only where the draft says it too.
BINDING = re.compile(
    r"\b(?:promis|guarant|commit|discount|free|refund|credit|waiv|rebate|compensat|offer|roadmap|deliver|ship)\w*",
    re.IGNORECASE,
)
AGAIN = "Write all sentences again. Not supported or missing: {wrong}."


class Sentences(BaseModel):
    """The rewritten lines, one sentence for each, in order."""

    sentences: list[str] = Field(max_length=MOST_LINES)


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

    def words(self, parts: Sequence[Written], material: Material) -> tuple[Written, ...]:
        """The parts in the model's words where these hold, in the draft's elsewhere. Never raises."""
        return tuple(self._part(part, material) for part in parts)

    def _part(self, part: Written, material: Material) -> Written:
        """One request, and one more where something in the reply does not hold; then each line is judged alone."""
        draft = [line for block in _blocks(part) for line in block.lines]
        if not 0 < len(draft) <= MOST_LINES:
            return part
        asked, chosen = _asked(part, draft, material), draft
        for _ in range(2):
            reply = self._sentences(asked)
            if reply is None:
                break
            faults = [tuple(_faults(line, text, material)) for line, text in zip(draft, reply, strict=False)]
            is_whole = len(reply) == len(draft)
            chosen = _better(chosen, reply, faults) if is_whole else chosen
            wrong = [fault for found in faults for fault in found] if is_whole else [f"{len(draft)} sentences, please"]
            if not wrong:
                break
            asked = [*asked, HumanMessage(AGAIN.format(wrong="; ".join(dict.fromkeys(wrong))[:LONGEST]))]
        return _with_lines(part, chosen)

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


def _blocks(part: Written) -> Iterator[Lines]:
    """Those to be worded: lines made of facts. Quotations, gaps and what is missing are left as they are."""
    for block in (block for filling in part.fillings for block in filling.blocks):
        if isinstance(block, Lines) and block.block != "gap" and all(line.facts for line in block.lines):
            yield block


def _asked(part: Written, draft: Sequence[Line], material: Material) -> list[BaseMessage]:
    sections = [one.model_copy(update={"passages": ()}) for filling in part.fillings for one in filling.sections]
    content = {
        "part": part.outline.heading,
        "read_by": "our own team" if part.outline.is_internal else "the account and our team",
        "draft": [line.text for line in draft],
        "evidence": json.loads(digest(material.alone(sections))),
    }
    return [SystemMessage(_prompt()), HumanMessage(json.dumps(content, ensure_ascii=False))]


def _faults(line: Line, text: str, material: Material) -> Iterator[str]:
    """Why this sentence cannot stand for that line."""
    if not text or len(text) > LONGEST or LIVE.search(text):
        yield "a sentence is empty, too long, or holds a link"
    yield from (kept for kept in KEPT.findall(line.text) if kept not in text)
    verdict = check(text, (material.evidence.model_copy(update=_only(line)),))
    yield from (*verdict.ungrounded, *verdict.unsupported)
    own = {word.lower() for word in BINDING.findall(line.text)}
    yield from (word for word in BINDING.findall(text) if word.lower() not in own)


def _better(lines: Sequence[Line], reply: Sequence[str], faults: Sequence[Sequence[str]]) -> list[Line]:
    """The lines in the reply's words where nothing is wrong with these."""
    judged = zip(lines, reply, faults, strict=True)
    return [line if wrong else line.model_copy(update={"text": text}) for line, text, wrong in judged]


def _with_lines(part: Written, lines: Sequence[Line]) -> Written:
    """The part with these lines in its worded blocks, in order."""
    left, worded = iter(lines), {id(block) for block in _blocks(part)}
    fillings = []
    for filling in part.fillings:
        blocks = [_filled(block, left) if id(block) in worded else block for block in filling.blocks]
        fillings.append(replace(filling, blocks=tuple(blocks)))
    return replace(part, fillings=tuple(fillings))


def _filled(block: Any, lines: Iterator[Line]) -> Lines:
    return Lines(block=block.block, lines=tuple(islice(lines, len(block.lines))))


def _only(line: Line) -> dict[str, Any]:
    return {"facts": line.facts, "headline": 0, "sections": (), "passages": (), "notes": ()}


@lru_cache(maxsize=1)
def _prompt() -> str:
    return PROMPT.read_text(encoding="utf-8")
