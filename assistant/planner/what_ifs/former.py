"""'Use last year's churn formula', 'NRR the old way', 'GRR as we defined it in 2023': a definition no longer used."""

from __future__ import annotations

import re

from assistant.planner.slots import slots_of
from assistant.planner.what_ifs.said import Found, Said
from tools.difference_requests import ExplainDifference

_THING = (
    r"(?:formula|definition|rule|calculation|calc|method|methodology|way|convention|logic|version|approach|maths?)s?"
)
_PAST = r"(?:old|older|previous|prior|former|earlier|retired|legacy|original|outdated|deprecated|past)"
_DOING = r"(?:defin|calculat|comput|measur|count|report|work)(?:e|ed|ing|s)?(?: out)?"
# 'last year's churn formula', 'the old way', 'as we used to count it', 'what changed in the definition'.
_FORMER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_PAST}\b(?: [\w/:]+){{0,3}} {_THING}\b",
        rf"\blast (?:year|quarter)['’]?s?(?: [\w/:]+){{0,3}} {_THING}\b",
        rf"\b(?:20\d\d|fy ?\d\d)(?:['’]s)?(?: (?!with|by|using)[\w/:]+){{0,2}} {_THING}\b",
        rf"\b{_THING}\b(?: [\w/:]+){{0,4}} (?:before|back then|last year|in 20\d\d|from 20\d\d|of 20\d\d)\b",
        rf"\b(?:as|how|way) (?:we|it|you|they)(?: was| were)? {_DOING}\b(?: it)?(?: (?:before|back then|in|last year))",
        rf"\bused to (?:be )?{_DOING}\b",
        rf"\b{_THING}\b(?: [\w/:]+){{0,3}} (?:changed|change|differ(?:ed)?)\b(?! if)",
        rf"\bchanged?\b(?: [\w/:]+){{0,3}} {_THING}\b",
        r"\bv(?:ersion )?0\b|\bby the old\b",
    )
)
_YEAR = re.compile(r"\b20\d\d\b")
# 'the formula we used': no metric of use.
VERBS = frozenset(("use", "used", "uses", "using"))
# What a bare word of the field is read as, where its former definition is asked for.
MEANT = {"churn": "logo_churn", "retention": "net_revenue_retention"}


def read_former(said: Said) -> Found | None:
    """One metric and a definition of the past; the period of the figure is one that is not the definition's."""
    spans = [found.span() for pattern in _FORMER for found in pattern.finditer(said.u.text)]
    metrics = [match for match in said.u.of("metric") if any(said.u.plain(at) not in VERBS for at in match.at)]
    names = {str(match.value) for match in metrics}
    names = names or {MEANT[match.value] for match in said.u.of("vague") if match.value in MEANT}
    if not spans or len(names) != 1 or said.of("scenarios"):
        return None
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    years = _YEAR.findall(said.u.text[start : end + len(" in 2023")])
    slots = slots_of(said.u)
    request = ExplainDifference(
        metric=names.pop(),
        is_former=True,
        used_in=int(years[0]) if years else None,
        period=said.period if _is_outside(said, start, end) else None,
        filters=slots.filters,
    )
    return Found(request, frozenset(range(len(said.u.tokens))))


def _is_outside(said: Said, start: int, end: int) -> bool:
    """Whether the period named stands apart from the words for the definition."""
    places = [said.u.tokens[at] for when in said.u.whens for at in when.at]
    near = len(" it in ")
    return bool(places) and all(token.end < start or token.start > end + near for token in places)
