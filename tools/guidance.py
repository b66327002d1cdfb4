"""define_term: what a word means here, from the glossary and the metric definitions."""

from __future__ import annotations

from knowledge.documents import Document
from tools.context import Context
from tools.errors import UnknownName
from tools.evidence import Evidence, Passage
from tools.metrics.catalogue import METRICS
from tools.names import listed, normal, shown
from tools.requests import DefineTerm

CERTAIN = 0.9


def define_term(context: Context, request: DefineTerm) -> Evidence:
    """One passage per term. Raises UnknownName with the nearest terms."""
    passages = tuple(_explained(context, term) for term in request.terms)
    return Evidence(shape="passage", title=listed([passage.title for passage in passages]), passages=passages)


def _explained(context: Context, typed: str) -> Passage:
    library = context.knowledge
    found = library.term(typed) or library.term(_metric_name(typed))
    if found is not None:
        return _passage(found)
    near = library.nearest_terms(typed, 3)
    if near and near[0].score >= CERTAIN:
        return _passage(near[0].document)
    names = tuple(passage.document.title for passage in near)
    hint = f" The nearest are {listed(names, 'or')}." if names else ""
    raise UnknownName(f"The glossary has no '{shown(typed)}'.{hint}", tuple(f"What is {name}?" for name in names))


def _passage(term: Document) -> Passage:
    metric = METRICS.get(term.name)
    formula = metric.formula if metric else term.formula
    text = f"{term.body}\n\nHow it is computed: {formula}." if formula else term.body
    return Passage(kind="glossary", title=term.title, ref=f"glossary/{term.name}", text=text)


def _metric_name(typed: str) -> str:
    labels = {normal(metric.label): metric.name for metric in METRICS.values()}
    return labels.get(normal(typed), typed)
