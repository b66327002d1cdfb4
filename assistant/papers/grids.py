"""Facts side by side: numbers to be seen from afar, and tables of written values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.papers.outline import Slot
from assistant.papers.paper import Figure, Figures, Grid, Tone
from assistant.papers.texts import harmless, label_of, value_of
from assistant.prose.rows import Own, column_name
from assistant.prose.templates import filled
from assistant.prose.wording import sentence_case
from tools.facts import Fact, Number, write_change, write_value

RIGHT = ("money", "percent", "count", "days", "hours", "minutes", "score", "ratio")
# Over the rows of a table whose columns are what tells the rest apart.
MEASURE = "Measure"
CENTS = re.compile(r"\d\.\d\d$")


def figures_of(facts: Sequence[Fact], own: Own, slot: Slot) -> Figures:
    """A figure for each level; what is told beside it (a change, a target) is its note.

    With a sentence for their value: one for each subject that can fill it.
    """
    if slot.value:
        made = (_told(group, own, slot) for group in _by_subject(facts, own))
        return Figures(figures=tuple(figure for figure in made if figure.value)[: slot.limit])
    groups: list[list[Fact]] = []
    for fact in facts:
        is_beside = bool(groups) and (fact.is_change or fact.metric.startswith(f"{groups[-1][0].metric}_"))
        groups[-1].append(fact) if is_beside else groups.append([fact])
    return Figures(figures=tuple(_figure(group, own, slot) for group in groups[: slot.limit]))


def grid_of(facts: Sequence[Fact], own: Own, slot: Slot) -> Grid:
    """A row for each subject, a column for each label, in the order of the facts."""
    rows: dict[tuple[str, ...], dict[str, Fact]] = {}
    for fact in facts:
        rows.setdefault(tuple(own(fact).values()), {})[_label(fact, slot)] = fact
    shown = list(rows.items())[: slot.limit]
    kept = tuple(fact for _, row in shown for fact in row.values())
    names = dict.fromkeys(name for fact in kept for name in own(fact)) if slot.is_keyed else {}
    heads = [sentence_case(column_name(name)) for name in names]
    known = dict.fromkeys(_label(fact, slot) for fact in kept if fact.value is not None)
    labels = list(known | dict.fromkeys(slot.kept))
    columns = [_cells([row.get(label) for _, row in shown], slot) for label in labels]
    grid = Grid(
        columns=(*heads, *labels),
        rows=tuple(
            (*_named(key, len(heads), slot), *(cells[place] for cells in columns))
            for place, (key, _) in enumerate(shown)
        ),
        right=tuple(label for label in known if _is_number([row[label] for _, row in shown if label in row])),
        facts=kept,
    )
    return _turned(grid) if slot.is_turned and len(heads) == 1 else grid


def _turned(grid: Grid) -> Grid:
    """What tells the rows apart becomes the columns, and their labels, which are measures, the rows."""
    _, *labels = grid.columns
    columns = (MEASURE, *(sentence_case(row[0]) for row in grid.rows))
    rows = tuple((label, *(row[place] for row in grid.rows)) for place, label in enumerate(labels, start=1))
    return grid.model_copy(update={"columns": columns, "rows": rows, "right": columns[1:]})


def _by_subject(facts: Sequence[Fact], own: Own) -> Iterator[list[Fact]]:
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(tuple(own(fact).values()), []).append(fact)
    yield from groups.values()


def _told(group: Sequence[Fact], own: Own, slot: Slot) -> Figure:
    """The subject with the slot's sentences over its facts."""
    values = {fact.metric: value_of(fact) for fact in group if fact.value is not None}
    return Figure(
        label=", ".join(slot.words.get(value, harmless(value)) for value in own(group[0]).values()),
        value=filled(slot.value, values),
        note=filled(slot.each, values),
        facts=tuple(group),
    )


def _figure(group: Sequence[Fact], own: Own, slot: Slot) -> Figure:
    level = group[0]
    beside = {fact.metric.removeprefix(f"{level.metric}_"): fact for fact in group[1:] if fact.value is not None}
    note = filled(slot.each, {name: value_of(fact) for name, fact in beside.items()})
    return Figure(
        label=", ".join(harmless(value) for value in own(level).values()) or label_of(level),
        value=value_of(level) if level.value is not None else "not known",
        note=note or harmless(level.undefined_because or ""),
        tone=_tone(level, beside, slot),
        facts=tuple(group),
    )


def _tone(level: Fact, beside: Mapping[str, Fact], slot: Slot) -> Tone:
    """By the distance from the target, else by the change; plain where neither is known."""
    told = beside.get("against_target") or beside.get("change")
    if level.value is None:
        return "gap"
    if told is None or not isinstance(told.value, Number) or not slot.higher_is_better or told.value == 0:
        return "plain"
    return "good" if told.value > 0 else "warning"


def _named(key: Sequence[str], wide: int, slot: Slot) -> Iterator[str]:
    yield from (slot.words.get(part, harmless(part)) for part in [*key, *("" for _ in range(wide))][:wide])


def _label(fact: Fact, slot: Slot) -> str:
    return slot.words.get(label_of(fact), label_of(fact))


def _cells(facts: Sequence[Fact | None], slot: Slot) -> list[str]:
    """One column. An amount with cents stands in whole units where another amount beside it does."""
    written = ["" if fact is None or fact.value is None else value_of(fact) for fact in facts]
    amounts = [text for text, fact in zip(written, facts, strict=True) if text and fact and fact.unit == "money"]
    if any(not CENTS.search(text) for text in amounts):
        written = [_in_whole(text, fact) for text, fact in zip(written, facts, strict=True)]
    return [slot.words.get(text, text) for text in written]


def _in_whole(written: str, fact: Fact | None) -> str:
    if fact is None or fact.unit != "money" or not isinstance(fact.value, Number) or not CENTS.search(written):
        return written
    write = write_change if fact.is_change else write_value
    return write(Decimal(fact.value).quantize(Decimal(1), ROUND_HALF_UP), fact.unit, fact.currency)


def _is_number(facts: Sequence[Fact]) -> bool:
    return all(fact.unit in RIGHT for fact in facts)
