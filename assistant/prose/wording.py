"""Small words: plurals, filters, periods, and how a fact is called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

from assistant.prose.escaping import plain
from tools.facts import Fact, Span
from tools.names import listed
from tools.names import lowered as lowered_label
from tools.periods import MONTH_NAMES, Period, whole_months, write_day

COMPARED = ("comparison", "of", "from")
PHRASES: Mapping[str, str] = {
    "account": "for {}",
    "accounts": "for the {}",
    "industry": "for {}",
    "segment": "for {}",
    "tier": "for {}",
    "feature": "for {}",
    "product": "for {}",
    "country": "in {}",
    "region": "in {}",
    "csm": "in the book of {}",
    "plan": "on the {} plan",
    "billed_plan": "on the billed plan {}",
    "billing_frequency": "billed {}",
    "priority": "with {} priority",
    "referral_source": "from the source {}",
    "signup_date": "of those that signed up in {}",
    "signup_month": "of those that signed up in {}",
    "signup_quarter": "of those that signed up in {}",
    "signup_year": "of those that signed up in {}",
}
WITH_ARTICLE = ("US", "USA", "UK", "UAE", "EU", "United States", "United Kingdom", "Netherlands", "Philippines")
SHARE = "Share of "
ABBREVIATIONS = re.compile(r"\b(?:csms?|arr|mrr|nps|csat)\b(?![@.\w])")
BARE_NUMBERED = re.compile(r"^\d{1,2} [A-Z][a-z]{2} \d{4}$")


def shown(fact: Fact) -> str:
    """The value as written for people, harmless when it is text from the data."""
    return plain(fact.display, longest=240) if fact.unit == "text" else fact.display


def lowered(label: str) -> str:
    """A label inside a sentence: "Churned accounts" -> "churned accounts", "ARR growth" stays."""
    if label.startswith(SHARE):
        return f"share of {lowered(label.removeprefix(SHARE))}"
    return lowered_label(label)


def is_plural(label: str) -> bool:
    return _plural_word(label) is not None and not label.startswith(SHARE)


def singular(label: str) -> str:
    word = _plural_word(label)
    return label.replace(word, word[:-3] + "y" if word.endswith("ies") else word[:-1], 1) if word else label


def plural(noun: str) -> str:
    """ "account" -> "accounts", "opportunity" -> "opportunities"."""
    if noun.endswith("s"):
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def abbreviated(text: str) -> str:
    """Words of our own in which abbreviations are written as such: "by csm" -> "by CSM"."""
    return ABBREVIATIONS.sub(lambda match: match[0].upper().replace("CSMS", "CSMs"), text)


def counted(fact: Fact) -> str:
    """ "1 ticket", "27 tickets"."""
    noun = singular(fact.label) if fact.value == 1 else fact.label
    return f"{shown(fact)} {lowered(noun)}"


def to_be(fact: Fact, *, is_now: bool) -> str:
    """Is, are, was or were, as the label and, for things counted, the value ask."""
    is_many = is_plural(fact.label) and not (fact.unit == "count" and fact.value == 1)
    return ("are" if is_many else "is") if is_now else ("were" if is_many else "was")


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def about(fact: Fact, without: Iterable[str] = ()) -> str:
    """The values a fact was filtered to: "for FinTech in the US"."""
    left_out = {*COMPARED, *without}
    return " ".join(phrase(name, value) for name, value in fact.subject.items() if name not in left_out)


def phrase(dimension: str, value: str) -> str:
    words = dimension.removeprefix("is_").replace("_", " ")
    if value in ("yes", "no"):
        return f"of those {'marked' if value == 'yes' else 'not marked'} as {words}"
    name = f"the {plain(value)}" if value in WITH_ARTICLE else plain(value)
    return PHRASES.get(dimension, f"with {words} {{}}").format(name)


def dimension_words(names: Iterable[str]) -> str:
    return listed([name.removeprefix("is_").replace("_", " ") for name in names])


def span_name(span: Span, *, is_fiscal: bool = False) -> str:
    """A period as the company names it, else by its months; quarters by number only where they are the calendar's."""
    if span.label:
        return span.label
    period = Period(start=span.start, end=span.end)
    months, start = whole_months(period), span.start
    if months == 1:
        return f"{MONTH_NAMES[start.month - 1]} {start.year}"
    if months == 12 and start.month == 1:
        return str(start.year)
    if months == 3 and start.month % 3 == 1 and not is_fiscal:
        return f"Q{(start.month + 2) // 3} {start.year}"
    if months:
        first = MONTH_NAMES[start.month - 1] + ("" if start.year == span.end.year else f" {start.year}")
        return f"{first} to {MONTH_NAMES[span.end.month - 1]} {span.end.year}"
    return period.name


def during(name: str) -> str:
    """A period's name with its preposition."""
    if re.match(r"the (?:last \d+|\w+ (?:months|days|weeks))", name):
        return f"over {name}"
    if BARE_NUMBERED.match(name):
        return f"on {name}"
    return f"from {name}" if " to " in name and "(" not in name and not name.startswith("the ") else f"in {name}"


def opening_day(span: Span) -> str:
    return write_day(span.start - timedelta(days=1))


def _plural_word(label: str) -> str | None:
    """The first word in the plural; abbreviations and words in -ss are none."""
    words = (word for word in label.split(" ") if word.endswith("s") and not word.endswith(("ss", "us", "is")))
    return next((word for word in words if not word.isupper()), None)
