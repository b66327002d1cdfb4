"""The rows behind a figure as a file beside its answer, where the question asks for them: 'send me the rows'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from assistant.answer import Answer
from integrations.paper_files import forget
from integrations.rows_file import write_rows
from tools.context import Context
from tools.errors import NoData, ToolError
from tools.facts import Fact
from tools.metrics.catalogue import METRICS
from tools.rows_behind import RowsBehind, rows_behind

_ASKED = re.compile(
    r"\b(?:send|export|download|attach|give|get|bring|mail|need|want)\b.*\b(?:rows?|csv|spreadsheet|excel)\b"
    r"|\b(?:as|in) (?:a )?(?:csv|spreadsheet|excel)\b",
    re.IGNORECASE,
)
# How many of an answer's figures are tried: the first ones are those that were asked for.
MOST_TRIED = 8


def are_rows_asked(text: str) -> bool:
    return _ASKED.search(text) is not None


def with_rows(answer: Answer, context: Context, drafts: Path) -> Answer:
    """The answer with a CSV file of the rows of its first figure that has some, or with why there is none.

    The rows are read again within the asker's scope. Raises OutsideError or OSError where nothing can be written.
    """
    try:
        found = _first(context, answer.facts)
    except ToolError as error:
        return answer.model_copy(update={"answer": f"{answer.answer}\n\n{error.message}"})
    drafts.mkdir(parents=True, exist_ok=True)
    forget(drafts)
    path = Path(mkdtemp(dir=drafts)).resolve() / _name(found.fact)
    write_rows(path, found.columns, found.rows)
    cut = " It holds the first ones only." if found.is_cut else ""
    said = f"The rows behind {found.fact.label} are in {path.name}.{cut}"
    return answer.model_copy(
        update={"answer": f"{answer.answer}\n\n{said}", "files": (*answer.files, str(path))},
    )


def _first(context: Context, facts: Sequence[Fact]) -> RowsBehind:
    problem: ToolError = NoData("That answer rests on no figure, so there are no rows to send.")
    # The figure itself before what stands beside it, the whole before its parts.
    in_order = sorted(facts, key=lambda fact: (fact.metric not in METRICS, bool(fact.subject)))
    for fact in in_order[:MOST_TRIED]:
        try:
            return rows_behind(context, fact)
        except ToolError as error:
            problem = error
    raise problem


def _name(fact: Fact) -> str:
    """'nrr-2025-12-31.csv': letters, digits and hyphens only, whatever a company calls its segments."""
    day = fact.period.end if fact.period else fact.as_of
    words = re.sub(r"[^a-z0-9]+", "-", " ".join([fact.label, *fact.subject.values()]).lower()).strip("-")
    return f"{words[:60] or 'rows'}-{day}.csv"
