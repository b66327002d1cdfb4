"""A message in parts: its sentences, what is only talk, and two questions joined by 'and'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.index import Index
from assistant.planner.lexicon import everyday_words
from assistant.planner.understanding import Understanding, understand
from assistant.planner.wordings import english, word_set
from tools.period_words import find_periods
from tools.periods import Calendar

BINDING = (
    "metric", "topic", "signal", "status", "value", "flag", "dimension", "absent", "place", "vague", "missing",
    "refusal", "injection", "not", "define", "loaded", "foreign", "attribute", "cohort", "concentration", "bridge",
)  # fmt: skip
_ENDS = re.compile(r"(?<=[?!;])\s+|(?<=[a-z\d)%]\.)\s+(?=[A-Z])|(?<=[:;]\))\s+|\n+")
_TELLS = re.compile(r"(?i)(?:i|i'm|i am|we|we're|my|before i|prepping|preparing)\b")
_ASKS_AFTER = re.compile(r"(?i)[,:]\s+(?=(?:how|what|which|who|when|where|is|are|did|does|do|has|have)\b)")
_FRAGMENT = re.compile(
    r"(?i)(?:show|give|list|compare|tell|plot|break|split|rank|exclude|excluding|only|just|in|for|by|and|also|top|without"
    r"|of|among|between|out|if|when|while|across|within|within|last|from|since|per|count|median|average|mean|industry|please|not|no|at|as|on|over|during|with)\b"
)
OF_ACCOUNT = {"they": "{}", "them": "{}", "their": "{}'s", "theirs": "{}", "its": "{}'s"}
POINTING = re.compile(r"(?i)\b(?:they|them|their|theirs|its|it)\b")
# The place, not 'there is'.
_THERE = re.compile(
    r"(?i)(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! (?:is|are|was|were|any|been|will|has|have)\b)"
)
QUESTION = re.compile(r"(?i)\s*(?:and\s+)?(?:who|when|what|how|is|does|did|has|where|which)\b")
_THAT_PERIOD = re.compile(r"(?i)\b(?:in )?that (?:same )?(?:month|quarter|year|period|day|date|week)\b")
UNKNOWN_ALLOWED = 2
CONSTRAINING = ("for", "in", "only", "by", "at", "from", "with", "without", "excluding", "not")
_HALF = re.compile(
    r"(?i)\b(?:(?:the )?(?:last|previous|prior)|(?P<now>this|(?:the )?current)) half(?:[- ]year)?\b(?! of)"
)
_ELLIPSIS = re.compile(
    r"(?i)\b(?:this|current|last) (?P<unit>week|wk|month|mth|quarter|qtr|half|year|yr)s?,?"
    r" (?:vs\.?|versus|against|and|or|compared (?:to|with)|to) (?:the )?(?:last|previous|prior|preceding)\b(?: one)?"
    r"(?! (?:week|wk|month|mth|quarter|qtr|half|year|yr|\d))"
)


def sentences(text: str) -> list[str]:
    """The sentences of a message; a point inside a number or an abbreviation does not end one.

    'I'm calling Acme, how many ...' is two: what the asker does, and the question.
    """
    parts = [part.strip() for part in _ENDS.split(text.strip()) if re.search(r"\w", part)]
    told = [piece for part in parts for piece in (_ASKS_AFTER.split(part, 1) if _TELLS.match(part) else [part])]
    return told or [text]


def is_chatter(u: Understanding) -> bool:
    """A sentence that names nothing and is made of everyday words: a greeting, a reason for asking."""
    if u.has(*BINDING) or u.accounts or u.whens or not u.tokens:
        return not u.tokens
    if u.tokens[0].word in CONSTRAINING or (u.has("list") and u.has("all", "rest")):
        return False
    words = everyday_words()
    known = [token for token in u.tokens if token.word in words or token.plain in words]
    known += [u.tokens[match.first] for match in u.matches if u.tokens[match.first] not in known]
    unknown = len(u.tokens) - len(known)
    return unknown <= UNKNOWN_ALLOWED and len(known) > unknown


def points_back(sentence: str) -> bool:
    """'Median first response for both.' says something about the sentence before."""
    return bool(re.search(r"(?i)\b(?:both|those|them|they|their|its|that|it|these|each of)\b", sentence))


def is_statement(sentence: str, others: Sequence[str], index: Index, calendar: Calendar) -> bool:
    """'They show several churn events.' beside a question, where it names nothing that the question lacks."""
    asked = [other for other in others if other != sentence and "?" in other]
    if "?" in sentence or not asked or _FRAGMENT.match(sentence):
        return False
    u, others_read = understand(sentence, index, calendar), [understand(other, index, calendar) for other in asked]
    if u.has("value", "flag", "place", "not", "refusal", "injection") or _requests(u):
        return False
    named = {match.value for other in others_read for match in other.accounts}
    dated = {when.mention.period for other in others_read for when in other.whens}
    return {match.value for match in u.accounts} <= named and {when.mention.period for when in u.whens} <= dated


def _requests(u: Understanding) -> bool:
    """'Health score please.', 'List all of them.'"""
    return any(token.word in word_set("requesting") for token in u.tokens)


def in_context(parts: Sequence[str], index: Index, calendar: Calendar) -> list[str]:
    """'that month' and 'they' in a question, with what an earlier sentence named in their place."""
    written: list[str] = list(parts[:1])
    for part in parts[1:]:
        before = " ".join(written)
        named = find_periods(before, calendar) if _THAT_PERIOD.search(part) else ()
        part = _THAT_PERIOD.sub(f"in {named[0].text}", part) if len(named) == 1 else part
        accounts = understand(before, index, calendar).accounts if POINTING.search(part) else ()
        written.append(naming(part, str(accounts[0].value)) if len(accounts) == 1 else part)
    return written


def naming(text: str, account: str) -> str:
    """The text with the account in the place of 'they', 'its' or 'there'."""
    said = OF_ACCOUNT | {"it": "{}"} if QUESTION.match(text) else OF_ACCOUNT
    pattern = r"(?i)\b(" + "|".join(said) + r")\b"
    named = re.sub(pattern, lambda found: said[found[1].lower()].format(account), text, count=1)
    return named if named != text else _THERE.sub(f"at {account}", text, count=1)


def without_preamble(text: str, index: Index, calendar: Calendar) -> tuple[str, tuple[str, ...]] | None:
    """The text after a colon, dash or comma where only talk stands before, and what of that must be said."""
    for found in re.finditer(r":\s+|\s[-–—]\s|,\s+", text):
        before, after = text[: found.start()], text[found.end() :]
        if not re.search(r"\w", after):
            continue
        u = understand(before, index, calendar)
        if is_chatter(u):
            return after, ()
        if found[0].startswith(":") and _is_occasion(u):
            return after, (before,)
    return None


def _is_occasion(u: Understanding) -> bool:
    """'For the lender's covenant sheet': several plain English words that name nothing of the company."""
    plain = [token.plain in english() or token.word in everyday_words() for token in u.tokens]
    is_named = any(token.is_capital and place > 0 for place, token in enumerate(u.tokens))
    names_something = u.has(*BINDING) or u.accounts or u.whens or u.amounts
    return len(plain) > 2 and sum(plain) >= len(plain) - 1 and not is_named and not names_something


def spelled_out(text: str) -> str:
    """'this quarter vs last' with its second unit said: 'this quarter vs last quarter'."""
    return _ELLIPSIS.sub(lambda found: f"{found[0]} {found['unit']}", text)


def with_halves(text: str, calendar: Calendar) -> str:
    """'this half' and 'last half' by their names: 'H1 2026'."""
    return _HALF.sub(lambda found: _half(calendar, is_before=found["now"] is None), text)


def _half(calendar: Calendar, *, is_before: bool) -> str:
    """The half-year that holds the as-of date, or the one before it."""
    year = calendar.as_of.year
    halves = [calendar.half(one, number) for one in range(year - 1, year + 2) for number in (1, 2)]
    place = next(at for at, half in enumerate(halves) if half.end >= calendar.as_of)
    return halves[place - is_before].label
