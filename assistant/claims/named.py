"""Signs, plays and states that a text gives to an account and no fact does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.claims.cues import CLAUSE
from assistant.claims.dates import read_dates
from assistant.claims.fact_kinds import is_sign
from assistant.claims.lexicon import Lexicon
from assistant.claims.numbers import read_numbers
from assistant.claims.stated import Ground
from tools.facts import Fact
from tools.periods import write_day
from tools.signals.catalogue import SIGNALS

LABELS = {kind.label.lower() for kind in SIGNALS.values()}
# "Use dropped since 5 Apr 2026", "NPS fell from 10 Mar 2026 to ...".
SINCE = re.compile(r"\W{0,4}(?:since|from|on)\W{0,4}$", re.IGNORECASE)
PLAY = re.compile(r"\b[Pp]lay:? \"?([A-Z][\w'-]*(?: [\w'-]+){0,7})")
MORE = re.compile(r"\bAnd (\d[\d,]*) more\b")
# Two words or more with capitals that a state is given to.
SOMEBODY = re.compile(
    r"(?<![\w.] )\b([A-Z][\w&'-]*(?: (?:& )?[A-Z][\w&'-]*)+) (?:is|remains|stays) (?:red|yellow|green)\b"
)
STATUS = "health_status"
IS = re.compile(r"\s+(?:is|remains|stays)(?: now| still| currently)?\s+(red|yellow|green)\b", re.IGNORECASE)


def misnamed(text: str, lexicon: Lexicon) -> Iterator[str]:
    """In one sentence: signs on a day they did not begin, signs nobody has, and states of another colour."""
    for clause in CLAUSE.split(text):
        yield from _misdated(clause, lexicon)
        yield from _other_states(clause, lexicon)
        yield from _others_days(clause, lexicon)
        yield from _miscounted(clause, lexicon.ground)


def unknown_plays(text: str, ground: Ground) -> Iterator[str]:
    """ "Play Escalation", where the evidence names no such play."""
    known = tuple(name.casefold() for name in (*ground.titles, *_names(ground), *ground.worded) if name)
    yield from (match[1] for match in PLAY.finditer(text) if not match[1].casefold().startswith(known))


def _misdated(clause: str, lexicon: Lexicon) -> Iterator[str]:
    signs = [fact for fact in lexicon.ground.facts if is_dated(fact)]
    if not signs:
        return
    whens, _ = read_dates(clause)
    for label in {fact.label.lower() for fact in signs} | LABELS:
        for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", clause, re.IGNORECASE):
            when = next((one for one in whens if SINCE.fullmatch(clause[match.end() : one.place])), None)
            if when and when.start == when.end and not _began(signs, label, when.start, clause[: match.end()], lexicon):
                yield clause[match.start() : when.end_place]


def _began(signs: list[Fact], label: str, day: date | None, before: str, lexicon: Lexicon) -> bool:
    """Whether the account named last, or any where none is named, has that sign from that day on, or a text says so."""
    written = f"{label} since {write_day(day)}".casefold() if day else ""
    if any(written in text.casefold() for text in lexicon.ground.worded):
        return True
    accounts = [mention.value for mention in lexicon.subject_mentions(before, "account")]
    return any(
        fact.label.lower() == label
        and day is not None
        and fact.value == day.isoformat()
        and (not accounts or accounts[-1] == fact.subject.get("account", "").lower())
        for fact in signs
    )


def _other_states(clause: str, lexicon: Lexicon) -> Iterator[str]:
    """ "Acme is green" where the facts say red."""
    for mention in lexicon.subject_mentions(clause, "account"):
        said = IS.match(clause, mention.end)
        states = {
            str(fact.value).lower()
            for fact in lexicon.ground.facts
            if fact.metric == STATUS and fact.subject.get("account", "").lower() == mention.value
        }
        if said and states and said[1].lower() not in states:
            yield clause[mention.start : said.end()]


def _others_days(clause: str, lexicon: Lexicon) -> Iterator[str]:
    """ "Acme renews on 15 Jul 2026", where that is a day of other accounts only."""
    dated = [fact for fact in lexicon.ground.facts if fact.unit == "date" and "account" in fact.subject]
    for when in read_dates(clause)[0]:
        mentions = lexicon.subject_mentions(clause[: when.place], "account")
        day = when.start.isoformat() if when.start and when.start == when.end else ""
        accounts = {fact.subject["account"].lower() for fact in dated if fact.value == day}
        if not mentions or not accounts or mentions[-1].value in accounts:
            continue
        if not _is_a_day_of(mentions[-1].value or "", day, lexicon.ground):
            yield clause[mentions[-1].start : when.end_place]


def _is_a_day_of(account: str, day: str, ground: Ground) -> bool:
    """Whether a fact of that account or of none was taken on the day, reaches to it, or holds it among its figures."""
    # The values of the facts stand among the texts too, as plain ISO days.
    whens = {when.start.isoformat() for when in ground.whens if when.start and when.text != when.start.isoformat()}
    for fact in ground.facts:
        if fact.subject.get("account", account).lower() == account:
            ends = (fact.period.start, fact.period.end) if fact.period else ()
            if day in {end.isoformat() for end in (fact.as_of, *ends)} or day in fact.inputs.values():
                return True
    return day in whens


def _miscounted(clause: str, ground: Ground) -> Iterator[str]:
    """ "And 9 more", where another number was left out."""
    left_out = {stated.value for stated in ground.values if stated.role == "left out"}
    for match in MORE.finditer(clause):
        if left_out and not {number.value for number in read_numbers(match[1])} & left_out:
            yield match[0]


def unknown_accounts(text: str, ground: Ground) -> Iterator[str]:
    """ "Globex Health is red", where the evidence names no such account."""
    known = " ".join((*ground.worded, *ground.titles, *_names(ground))).casefold()
    yield from (match[0] for match in SOMEBODY.finditer(text) if match[1].casefold() not in known)


def _names(ground: Ground) -> Iterator[str]:
    yield from (value for fact in ground.facts for value in fact.subject.values())


def is_dated(fact: Fact) -> bool:
    """A sign, whether or not it has figures: its metric is one of the catalogue."""
    return fact.metric in SIGNALS or is_sign(fact)
