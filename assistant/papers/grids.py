"""Facts side by side: numbers to be seen from afar, and tables of written values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.papers.outline import Slot
from assistant.papers.paper import Figure, Figures, Grid, Tone
from assistant.papers.texts import harmless, label_of, value_of
from assistant.prose.rows import Own, column_name
from assistant.prose.templates import filled
from assistant.prose.wording import sentence_case
from tools.facts import Fact, Number

RIGHT = ("money", "percent", "count", "days", "hours", "minutes", "score", "ratio")
# Over the rows of a table whose columns are what tells the rest apart.
MEASURE = "Measure"


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
        rows.setdefault(tuple(own(fact).values()), {})[label_of(fact)] = fact
    shown = list(rows.items())[: slot.limit]
    kept = tuple(fact for _, row in shown for fact in row.values())
    names = dict.fromkeys(name for fact in kept for name in own(fact)) if slot.is_keyed else {}
    heads = [sentence_case(column_name(name)) for name in names]
    labels = list(dict.fromkeys(label_of(fact) for fact in kept if fact.value is not None))
    grid = Grid(
        columns=(*heads, *labels),
        rows=tuple(
            (*_named(key, len(heads), slot), *(_cell(row, label, slot) for label in labels)) for key, row in shown
        ),
        right=tuple(label for label in labels if _is_number(kept, label)),
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
        label=", ".join(harmless(value) for value in own(group[0]).values()),
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


def _cell(row: dict[str, Fact], label: str, slot: Slot) -> str:
    fact = row.get(label)
    written = value_of(fact) if fact is not None and fact.value is not None else ""
    return slot.words.get(written, written)


def _is_number(facts: Sequence[Fact], label: str) -> bool:
    return all(fact.unit in RIGHT for fact in facts if label_of(fact) == label)
