"""A part as a table: a row for each subject, a column for each metric, and what is too long for a cell below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.prose.escaping import plain
from assistant.prose.tables import table
from assistant.prose.wording import abbreviated, lowered, sentence_case, shown
from tools.facts import Fact

# A text longer than this makes its column the widest of the table; it is told under the table instead.
LONGEST_CELL = 30
Own = Callable[[Fact], Mapping[str, str]]
Row = dict[str, Fact]


def lines_of_rows(facts: Sequence[Fact], own: Own) -> Iterator[str]:
    """The table, then a line for each row with the texts that no cell holds."""
    rows: dict[tuple[str, ...], Row] = {}
    for fact in facts:
        rows.setdefault(tuple(own(fact).values()), {})[fact.label] = fact
    if not rows:
        return
    known = list(dict.fromkeys(fact.label for fact in facts if fact.value is not None))
    remarks = [label for label in known if any(_is_long(row[label]) for row in rows.values() if label in row)]
    yield _table(facts, rows, [label for label in known if label not in remarks], own)
    for key, row in rows.items():
        if said := "; ".join(_remarks(row, remarks)):
            yield f"- **{plain(key[0])}**: {said}" if key else f"- {sentence_case(said)}"


def _remarks(row: Row, labels: Sequence[str]) -> Iterator[str]:
    """What a row says in words; a label only where there are several to tell apart."""
    for label in labels:
        if text := _cell(row, label).removesuffix("."):
            yield f"{lowered(label)}: {text}" if len(labels) > 1 else lowered(text)


def column_name(name: str) -> str:
    """A dimension as people say it: "csm" is CSM, "signup_quarter" signup quarter."""
    return abbreviated(name.replace("_", " "))


def _table(facts: Sequence[Fact], rows: Mapping[tuple[str, ...], Row], labels: Sequence[str], own: Own) -> str:
    heads = list(dict.fromkeys(name for fact in facts for name in own(fact)))
    head = [*(sentence_case(column_name(name)) for name in heads), *labels]
    body = [[*(plain(part) for part in key), *(_cell(row, label) for label in labels)] for key, row in rows.items()]
    texts = {fact.label for fact in facts if fact.unit == "text"}
    words = [place for place, label in enumerate(labels, len(heads)) if label in texts]
    return table([head, *body], first_right=len(heads), words=words)


def _cell(row: Row, label: str) -> str:
    fact = row.get(label)
    return shown(fact) if fact is not None and fact.value is not None else ""


def _is_long(fact: Fact) -> bool:
    return fact.unit == "text" and len(fact.display) > LONGEST_CELL
