"""The built-in glossary: complete, consistent, and short enough to be read."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

import knowledge
from knowledge.documents import Document, load_documents

FOLDER = Path(knowledge.__file__).parent / "glossary"
GLOSSARY = load_documents(FOLDER)
# What the field's own glossaries and frameworks call the things of this trade.
FIELD_TERMS = """
ACV; activation rate; churn; CLTV; LTV; cohort analysis; CSM; CSP; expansion; GRR; health score; LTV:CAC;
multi-threading; NRR; onboarding; PLG; QBR; renewal; segmentation; TTV; touch model; first value moment; tech-touch;
high-touch; low-touch; hybrid touch; voluntary churn; involuntary churn; downgrade; seat expansion; tier upgrade;
cross-sell; usage growth; four pillars; recurring revenue performance; customer value realisation;
operational excellence; economic efficiency; maturity level; cost to serve; CAC; CAC payback; gross margin; FCR;
response time; CLV; CSAT; NPS; TTFV; CSQA; CSQL; attach rate; upsell rate; rule of 40; gross dollar renewal rate;
net dollar retention; champion; executive sponsor; save play; success plan; customer outcome; customer experience;
leading indicator; lagging indicator; ARR; MRR; at-risk ARR; shared KPIs; customer journey; advocacy; playbook;
professional services; account management; customer support; CRM; product analytics; charter; reporting line;
trusted advisor; exit survey; churn forensics; renewal forecast; committed; usage score; sentiment score;
relationship score; stall; slow drift; premature completion; usage plateau; single-threaded
"""


def key(name: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", name).casefold() if character.isalnum())


OWNERS: dict[str, set[str]] = defaultdict(set)
for _term in GLOSSARY:
    for _name in _term.spoken_names:
        OWNERS[key(_name)].add(_term.name)


def test_a_file_is_named_after_its_term() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == sorted(term.name for term in GLOSSARY)


def test_no_two_terms_share_a_name() -> None:
    assert {name: owners for name, owners in OWNERS.items() if len(owners) > 1} == {}


def test_every_related_term_exists_and_is_another_one() -> None:
    names = {term.name for term in GLOSSARY}
    wrong = [(term.name, name) for term in GLOSSARY for name in term.related if name not in names - {term.name}]
    assert wrong == []


@pytest.mark.parametrize("term", GLOSSARY, ids=lambda term: term.name)
def test_a_term_says_whose_it_is_where_it_comes_from_and_what_it_means(term: Document) -> None:
    assert term.kind == "glossary"
    assert term.owner
    assert term.source != Document.model_fields["source"].default
    assert term.related
    assert term.questions
    assert 25 <= len(term.body.split()) <= 160


def test_what_has_a_unit_and_is_computed_has_a_formula() -> None:
    computed = [term for term in GLOSSARY if term.unit in ("money", "count", "hours", "minutes", "ratio")]
    assert [term.name for term in computed if not term.formula] == []


def test_the_terms_of_the_field_are_all_there() -> None:
    wanted = [" ".join(name.split()) for name in FIELD_TERMS.split(";")]
    assert [name for name in wanted if key(name) not in OWNERS] == []


def test_the_bands_of_nrr_and_grr_are_told_with_the_warning_about_the_hidden_leak() -> None:
    texts = {term.name: " ".join(term.body.split()) for term in GLOSSARY}
    for part in ("over 120 %", "110 to 120 %", "100 to 110 %", "below 100 %", "leak"):
        assert part in texts["net_revenue_retention"]
    for part in ("over 95 %", "90 to 95 %", "85 to 90 %", "below 85 %"):
        assert part in texts["gross_revenue_retention"]
