"""The parts of a paper worded by a language model, one part after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from assistant.digest import digest
from assistant.papers.compose import Written
from assistant.papers.material import Material
from assistant.papers.paper import Line, Lines
from assistant.papers.rewriting import Task, Wording


def parts_worded(parts: Sequence[Written], material: Material, wording: Wording) -> tuple[Written, ...]:
    """The parts in the model's words where these hold, in the draft's elsewhere."""
    return tuple(_with_lines(part, wording.words(_task(part, material))) for part in parts)


def _task(part: Written, material: Material) -> Task:
    sections = [one.model_copy(update={"passages": ()}) for filling in part.fillings for one in filling.sections]
    shown = {
        "part": part.outline.heading,
        "read_by": "our own team" if part.outline.is_internal else "the account and our team",
        "evidence": json.loads(digest(material.alone(sections))),
    }
    return Task(tuple(line for block in _blocks(part) for line in block.lines), shown, material.evidence)


def _blocks(part: Written) -> Iterator[Lines]:
    """Those to be worded: lines made of facts. Quotations, gaps and what is missing are left as they are."""
    for block in (block for filling in part.fillings for block in filling.blocks):
        if isinstance(block, Lines) and block.block != "gap" and all(line.facts for line in block.lines):
            yield block


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
