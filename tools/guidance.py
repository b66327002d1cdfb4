"""define_term: what a word means here, from the glossary and the metric definitions."""

from __future__ import annotations

from knowledge.documents import Document
from knowledge.library import Library
from tools.context import Context
from tools.errors import UnknownName
from tools.evidence import Evidence, Passage
from tools.metrics.catalogue import METRICS
from tools.names import listed, normal, shown
from tools.requests import DefineTerm

CERTAIN = 0.9
MOST_TERMS = 3


def define_term(context: Context, request: DefineTerm) -> Evidence:
    """One passage per term. Raises UnknownName with the nearest terms."""
    found = {term.name: _passage(term) for typed in request.terms for term in _meant(context.knowledge, typed)}
    return Evidence(
        shape="passage",
        title=listed([passage.title for passage in found.values()]),
        passages=tuple(found.values()),
        headline=len(found),
    )


def _meant(library: Library, typed: str) -> tuple[Document, ...]:
    """The term of that name, those named inside a longer text, one mistyped, or one that two searches agree on."""
    named = library.term(typed) or library.term(_metric_name(typed))
    if named is not None:
        return (named,)
    near = library.nearest_terms(typed, 3)
    if near and near[0].score >= CERTAIN:
        return (near[0].document,)
    mentioned = library.mentioned_terms(typed)[:MOST_TERMS]
    if mentioned:
        return mentioned
    found = library.search(typed, kind="glossary")
    if found and {"meaning", "words"} <= set(found[0].matched_by):
        return (found[0].document,)
    titles = tuple(dict.fromkeys(passage.document.title for passage in (*near, *found)))[:MOST_TERMS]
    hint = f" The nearest are {listed(titles, 'or')}." if titles else ""
    raise UnknownName(f"The glossary has no '{shown(typed)}'.{hint}", tuple(f"What is {title}?" for title in titles))


def _passage(term: Document) -> Passage:
    metric = METRICS.get(term.name)
    formula = metric.formula if metric else term.formula
    text = f"{term.body}\n\nHow it is computed: {formula}." if formula else term.body
    return Passage(kind="glossary", title=term.title, ref=f"glossary/{term.name}", text=text)


def _metric_name(typed: str) -> str:
    labels = {normal(metric.label): metric.name for metric in METRICS.values()}
    return labels.get(normal(typed), typed)
