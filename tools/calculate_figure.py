"""calculate_figure: a formula of the field with every input shown, and what becomes of it when an input changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tools.context import Context
from tools.errors import InvalidRequest
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.measure import scope_words
from tools.names import listed, lowered, pick
from tools.periods import write_day
from tools.what_if.claims import claim_section
from tools.what_if.formula import Formula
from tools.what_if.formulas import FORMULAS
from tools.what_if.given import STATED, USUAL, Asked, Given, calculated, given, made_of, number, stated_amounts
from tools.what_if_requests import CalculateFigure

TWINS = (
    frozenset({"annual_churn", "annual_retention", "lifespan_years", "monthly_churn"}),
    frozenset({"annual_revenue", "monthly_revenue"}),
)


def calculate_figure(context: Context, request: CalculateFigure) -> Evidence:
    """Head: each figure. Raises UnknownName for a formula or an input, NoData for an input nobody gives."""
    formulas = [formula_named(name) for name in request.formulas]
    asked = Asked(request.period, request.filters)
    stated, changes = stated_amounts(request.stated), stated_amounts(request.changed)
    names = tuple(dict.fromkeys(name for formula in formulas for name in formula.inputs))
    before = given(context, names, stated, asked)
    figures = [calculated(context, formula, before) for formula in formulas]
    sections, results = [_inputs(before), *_parts(made_of(context, before, stated, asked))], figures
    if changes:
        after = given(context, names, replaced(stated, changes), asked)
        later = [calculated(context, formula, after) for formula in formulas]
        sections.append(_changed([*_moved(before, after), *zip(figures, later, strict=True)]))
        pairs = zip(_variants(context, formulas, before), _variants(context, formulas, after), strict=True)
        shares = [fact for pair in (*zip(figures, later, strict=True), *pairs) for fact in _share(*pair)]
        results = [*figures, *later, *_variants(context, formulas, after), *shares]
    if request.claimed is not None:
        sections.append(claim_section(context, request.claimed, [*results, *_variants(context, formulas, before)]))
    return in_sections(
        figures,
        sections,
        title="With these inputs",
        assumptions=(*_from_data(before, context), *_conventions(formulas), *scope_words(context)),
        notes=tuple(f"{formula.label}: {formula.reading}" for formula in formulas if formula.reading),
    )


def formula_named(name: str) -> Formula:
    """The formula of that name or label. Raises UnknownName with near names."""
    if name in FORMULAS:
        return FORMULAS[name]
    labels = {formula.label: formula for formula in FORMULAS.values()}
    return labels[pick(name, list(labels), "formula")]


def _inputs(inputs: Given) -> Section:
    return Section(title="Inputs", name="inputs", layout="lines", facts=tuple(inputs.values()))


def _parts(facts: Iterable[Fact]) -> Iterator[Section]:
    if own := tuple(facts):
        yield Section(title="What these inputs are made of", name="parts", layout="lines", facts=own)


def replaced(stated: Mapping[str, Decimal], changes: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The stated inputs with the changes; a changed retention replaces a stated churn, which says the same."""
    gone = set(changes).union(*(twins for twins in TWINS if twins & set(changes)))
    return {name: amount for name, amount in stated.items() if name not in gone} | dict(changes)


def _moved(before: Given, after: Given) -> list[tuple[Fact, Fact]]:
    """The inputs that change. Raises InvalidRequest when none does."""
    moved = [(before[name], fact) for name, fact in after.items() if number(fact) != number(before[name])]
    if not moved:
        raise InvalidRequest("None of the formula's inputs changes; say which input changes and to what.")
    return moved


def _variants(context: Context, formulas: Sequence[Formula], inputs: Given) -> Iterator[Fact]:
    """The same figures under other conventions, which a printed result may follow."""
    for name in dict.fromkeys(variant for formula in formulas for variant in formula.variants):
        if set(FORMULAS[name].inputs) <= set(inputs):
            yield calculated(context, FORMULAS[name], inputs)


def _changed(moved: Sequence[tuple[Fact, Fact]]) -> Section:
    """What changes and what becomes of each figure: before, after, the change, and the change as a share."""
    return Section(
        title="With the changed inputs",
        name="changed",
        layout="table",
        facts=tuple(fact for before, after in moved for fact in _against(before, after)),
    )


def _against(before: Fact, after: Fact) -> Iterator[Fact]:
    subject = {"figure": before.label}
    yield before.model_copy(update={"subject": subject, "label": "Before"})
    yield after.model_copy(update={"subject": subject, "label": "After"})
    if before.value is None or after.value is None:
        return
    difference = number(after) - number(before)
    yield _derived(after, "change", difference, "after - before", is_change=True).model_copy(
        update={"subject": subject}
    )
    yield from (fact.model_copy(update={"subject": subject}) for fact in _share(before, after))


def _share(before: Fact, after: Fact) -> Iterator[Fact]:
    """The change as a share of what it was, told by the figure it is of."""
    if before.value is not None and after.value is not None and number(before):
        share = number(after) / number(before) - 1
        words = "(after - before) / before"
        fact = _derived(after, "relative_change", share, words, unit="percent", currency=None)
        yield fact.model_copy(update={"subject": {"convention": f"the change of {lowered(after.label)}"}})


def _derived(fact: Fact, name: str, value: Decimal, formula: str, **others: Any) -> Fact:
    label = name.replace("_", " ").capitalize()
    definition = fact.definition.model_copy(update={"formula": f"{lowered(fact.label)} {formula}"})
    update = {"metric": f"{fact.metric}_{name}", "label": label, "value": value, "definition": definition, **others}
    return fact.model_copy(update=update)


def _from_data(inputs: Given, context: Context) -> Iterator[str]:
    """Which inputs were not stated, and where they come from."""
    measured: dict[str, list[str]] = {}
    for fact in inputs.values():
        if fact.definition.formula.startswith(USUAL):
            yield f"{lowered(fact.label)} {fact.display}, {fact.definition.formula.removeprefix(USUAL)}"
        elif STATED not in fact.definition.formula:
            when = fact.period.label if fact.period and fact.period.label else f"as of {write_day(fact.as_of)}"
            measured.setdefault(when, []).append(lowered(fact.label))
    for when, labels in measured.items():
        yield f"{listed(labels)} from {context.company.name}'s data ({when})"


def _conventions(formulas: Sequence[Formula]) -> Iterator[str]:
    yield from dict.fromkeys(formula.convention for formula in formulas if formula.convention)
