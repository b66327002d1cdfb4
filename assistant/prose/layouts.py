"""How the facts and passages of one part are laid out: the lines of each layout, without its title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from assistant.prose.escaping import plain
from assistant.prose.rows import column_name, lines_of_rows
from assistant.prose.signs import write_sign
from assistant.prose.templates import sentence_of
from assistant.prose.texts import unwrapped
from assistant.prose.wording import abbreviated, counted, is_plural, lowered, plural, shown
from tools.evidence import Evidence, Layout, Passage, Section
from tools.facts import Fact
from tools.names import listed

LONGEST_QUOTE = 240
MOST_QUOTES = 4
ACCOUNT = "account"


@dataclass(frozen=True)
class Told:
    """A part and the answer it stands in: the one account all is about is not named again in every line."""

    section: Section
    evidence: Evidence

    @cached_property
    def shared(self) -> str:
        """The account the answer opens with, or names in its title; others may stand beside it."""
        facts = self.evidence.facts
        opened = _accounts(facts[: self.evidence.headline]) or {
            name for name in _accounts(facts) if name in self.evidence.title
        }
        return next(iter(opened)) if len(opened) == 1 else ""

    def own(self, fact: Fact) -> Mapping[str, str]:
        """What tells a fact from the others; the one account all are about does not."""
        return {name: value for name, value in fact.subject.items() if not (name == ACCOUNT and value == self.shared)}


def left_out(told: Told) -> str:
    """ "And 3 more signals.", by what the part counts; the plays say it before their text."""
    section = told.section
    if not section.more or section.layout == "plays":
        return ""
    first = next(iter(told.own(section.facts[0])), "row") if section.facts else "row"
    noun = column_name(first) if section.layout == "table" else NAMED.get(section.name, NOUNS[section.layout])
    return f"And {section.more} more {noun if section.more == 1 else plural(noun)}."


def _as_lines(told: Told) -> Iterator[str]:
    known = [fact for fact in told.section.facts if fact.value is not None]
    for key, facts in groupby(known, key=lambda fact: ", ".join(plain(value) for value in told.own(fact).values())):
        own = list(facts)
        sentence = sentence_of("lines", own)
        if sentence:
            yield f"- {sentence}"
        elif key:
            yield f"- {key}: {', '.join(_said(fact) for fact in own)}"
        else:
            yield from (f"- {fact.label}: **{abbreviated(shown(fact))}**" for fact in own)
    yield from _unknown(told.section.facts)


def _as_table(told: Told) -> Iterator[str]:
    yield from lines_of_rows(told.section.facts, told.own)
    yield from _unknown(told.section.facts)


def _as_signs(told: Told) -> Iterator[str]:
    """Dated facts: one a line for the one account all is about, one line an account for several.

    A figure among them stands before the signs that explain it.
    """
    for name, facts in _by_account(told.section.facts).items():
        if name == told.shared or not name:
            yield from (f"- {line}" for line in _with_figures(facts))
        else:
            yield f"- **{plain(name)}**: {'; '.join(lowered(write_sign(fact)) for fact in facts)}"
    if told.shared:
        yield from _quotes(told.section.passages)


def _with_figures(facts: Sequence[Fact]) -> Iterator[str]:
    """ "**-7.9** points, activity against its own level: use dropped since 5 Apr 2026; ..."."""
    starts = [place for place, fact in enumerate(facts) if fact.unit != "date"]
    yield from (write_sign(fact) for fact in facts[: starts[0] if starts else len(facts)])
    for start, end in zip(starts, [*starts[1:], len(facts)], strict=False):
        figure, signs = facts[start], facts[start + 1 : end]
        head = sentence_of("lines", (figure,)) or f"{figure.label} **{shown(figure)}**"
        yield f"{head}{': ' if signs else ''}{'; '.join(lowered(write_sign(fact)) for fact in signs)}"


def _as_records(told: Told) -> Iterator[str]:
    yield from _quotes(told.section.passages)
    yield from _as_lines(told)


def _as_plays(told: Told) -> Iterator[str]:
    """What to do, then the plays: with their text, or in one line where only their names are asked for."""
    yield from _as_lines(told)
    if told.section.more:
        yield f"- And {told.section.more} more {'play' if told.section.more == 1 else 'plays'}"
    plays = [passage for passage in told.section.passages if passage.kind != "record"]
    named = [plain(play.title) for play in plays if not play.text]
    if named:
        yield f"- {listed(named)}"
    for play in plays:
        if play.text:
            yield f"_{plain(play.title)}_"
            yield unwrapped(play.text)
    yield from _quotes([passage for passage in told.section.passages if passage.kind == "record"])


def _quotes(passages: Iterable[Passage]) -> Iterator[str]:
    """Rows that say something in words; the others are among the facts."""
    for passage in [passage for passage in passages if passage.text.strip()][:MOST_QUOTES]:
        text = plain(" ".join(passage.text.split()), LONGEST_QUOTE)
        yield f"> {plain(passage.title)}: “{text}”"


def _said(fact: Fact) -> str:
    if fact.unit == "count" and is_plural(fact.label):
        return f"**{counted(fact)}**"
    return f"{lowered(fact.label)} **{shown(fact)}**"


def _unknown(facts: Sequence[Fact]) -> Iterator[str]:
    """What has no value, by reason, once."""
    missing = [fact for fact in facts if fact.value is None]
    reasons: dict[str, list[str]] = {}
    for fact in missing:
        name = next((value for key, value in fact.subject.items() if key != ACCOUNT), "") or lowered(fact.label)
        reasons.setdefault(fact.undefined_because or "", []).append(plain(name))
    lead = "" if len(missing) == len(facts) else "Not known: "
    for reason, names in reasons.items():
        yield f"- {lead}{', '.join(dict.fromkeys(names))} ({plain(reason, 200)})"


def _by_account(facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.subject.get(ACCOUNT, ""), []).append(fact)
    return found


def _accounts(facts: Sequence[Fact]) -> set[str]:
    return {fact.subject[ACCOUNT] for fact in facts if ACCOUNT in fact.subject}


NOUNS: Mapping[Layout, str] = {"lines": "figure", "signals": "signal", "records": "record"}
NAMED: Mapping[str, str] = {"timeline": "event"}
LAYOUTS: Mapping[Layout, Callable[[Told], Iterator[str]]] = {
    "lines": _as_lines,
    "table": _as_table,
    "signals": _as_signs,
    "records": _as_records,
    "plays": _as_plays,
}
