"""Answers of several parts: the answer in a sentence, then each part as lines, a table, dated signs or plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from assistant.prose.escaping import plain
from assistant.prose.signs import write_sign
from assistant.prose.tables import table
from assistant.prose.templates import sentence_of
from assistant.prose.wording import counted, is_plural, lowered, sentence_case, shown
from tools.evidence import Evidence, Layout, Passage, Section
from tools.facts import Fact
from tools.periods import write_day

LONGEST_QUOTE = 240
MOST_QUOTES = 4
# Rows told apart by one thing only carry it as their head, not its name.
ACCOUNT = "account"


def write_sections(evidence: Evidence) -> Iterator[str]:
    """The lead with its assumptions, then the parts that have something to say."""
    head = evidence.facts[: evidence.headline]
    yield "\n".join(part for part in (_lead(evidence, head), _small_print(evidence)) if part)
    shown_parts = [section for section in evidence.sections if not section.is_detail]
    for section in shown_parts or evidence.sections:
        yield _section(section, evidence)


def _lead(evidence: Evidence, head: Sequence[Fact]) -> str:
    if not head:
        return f"**{plain(evidence.title)}**"
    return sentence_of("leads", head) or _plain_lead(evidence.title, head)


def _plain_lead(title: str, head: Sequence[Fact]) -> str:
    """ "Renewals due: 4 renewals, ARR due $1,000, as of 30 Jun 2026." """
    said = ", ".join(_said(fact) for fact in head)
    return f"**{plain(title)}**: {said}, as of {write_day(head[0].as_of)}."


def _said(fact: Fact) -> str:
    if fact.value is None:
        return f"{lowered(fact.label)} not defined ({fact.undefined_because})"
    if fact.unit == "count" and is_plural(fact.label):
        return f"**{counted(fact)}**"
    return f"{lowered(fact.label)} **{shown(fact)}**"


def _small_print(evidence: Evidence) -> str:
    return f"_{sentence_case('; '.join(plain(text, 200) for text in evidence.assumptions))}._" * bool(
        evidence.assumptions
    )


def _section(section: Section, evidence: Evidence) -> str:
    lines = [*LAYOUTS[section.layout](section, evidence)]
    if section.missing:
        lines.append(f"{sentence_case(section.missing)}.")
    if section.more:
        lines.append(f"And {section.more} more.")
    return "\n".join([f"**{plain(section.title)}**", *lines]) if lines else ""


def _as_lines(section: Section, evidence: Evidence) -> Iterator[str]:
    known = [fact for fact in section.facts if fact.value is not None]
    for key, facts in groupby(known, key=lambda fact: _key(fact, evidence)):
        own = list(facts)
        sentence = sentence_of("lines", own)
        if sentence:
            yield f"- {sentence}"
        elif key:
            yield f"- {key}: {', '.join(_said(fact) for fact in own)}"
        else:
            yield from (f"- {fact.label}: **{shown(fact)}**" for fact in own)
    yield from _unknown(section.facts)


def _as_table(section: Section, evidence: Evidence) -> Iterator[str]:
    """One row per subject, one column per metric; rows in the order of the facts."""
    rows: dict[tuple[str, ...], dict[str, Fact]] = {}
    for fact in section.facts:
        rows.setdefault(_row(fact, evidence), {})[fact.label] = fact
    if not rows:
        return
    labels = list(dict.fromkeys(fact.label for fact in section.facts))
    heads = list(dict.fromkeys(name for fact in section.facts for name in _own(fact, evidence)))
    head = [*(sentence_case(name.replace("_", " ")) if name != "csm" else "CSM" for name in heads), *labels]
    body = [
        [*(plain(part) for part in key), *(shown(row[label]) if label in row else "" for label in labels)]
        for key, row in rows.items()
    ]
    worded = {fact.label for fact in section.facts if fact.unit == "text"}
    words = [place for place, label in enumerate(labels, len(heads)) if label in worded]
    yield "\n" + table([head, *body], first_right=len(heads), words=words) + "\n"
    yield from _unknown(section.facts)


def _as_signs(section: Section, evidence: Evidence) -> Iterator[str]:
    """Dated facts: one a line for the one account all is about, one line an account for several.

    A figure among them stands before the signs that explain it.
    """
    shared = _shared_account(evidence)
    for name, facts in groupby(section.facts, key=lambda fact: fact.subject.get(ACCOUNT, "")):
        if name == shared or not name:
            yield from (f"- {line}" for line in _told(list(facts)))
        else:
            yield f"- **{plain(name)}**: {'; '.join(lowered(write_sign(fact)) for fact in facts)}"
    if shared:
        yield from _quotes(section.passages)


def _told(facts: Sequence[Fact]) -> Iterator[str]:
    """ "**-7.9** Activity against its own level: use dropped since 5 Apr 2026; ..."."""
    starts = [place for place, fact in enumerate(facts) if fact.unit != "date"]
    yield from (write_sign(fact) for fact in facts[: starts[0] if starts else len(facts)])
    for start, end in zip(starts, [*starts[1:], len(facts)], strict=False):
        figure, signs = facts[start], facts[start + 1 : end]
        head = sentence_of("lines", (figure,)) or f"{figure.label} **{shown(figure)}**"
        yield f"{head}{': ' if signs else ''}{'; '.join(lowered(write_sign(fact)) for fact in signs)}"


def _as_records(section: Section, evidence: Evidence) -> Iterator[str]:
    yield from _quotes(section.passages)
    yield from _as_lines(section, evidence)


def _as_plays(section: Section, evidence: Evidence) -> Iterator[str]:
    yield from _as_lines(section, evidence)
    for passage in section.passages:
        if passage.kind == "record":
            yield from _quotes((passage,))
        else:
            yield f"_{plain(passage.title)}_\n{passage.text.strip()}" if passage.text else f"_{plain(passage.title)}_"


def _quotes(passages: Sequence[Passage]) -> Iterator[str]:
    """Rows that say something in words; the others are among the facts."""
    for passage in [passage for passage in passages if passage.text.strip()][:MOST_QUOTES]:
        text = plain(" ".join(passage.text.split()), LONGEST_QUOTE)
        yield f"> {plain(passage.title)}: “{text}”"


def _unknown(facts: Sequence[Fact]) -> Iterator[str]:
    """What has no value, by reason, once."""
    missing = [fact for fact in facts if fact.value is None]
    reasons: dict[str, list[str]] = {}
    for fact in missing:
        name = next((value for key, value in fact.subject.items() if key != ACCOUNT), "") or lowered(fact.label)
        reasons.setdefault(fact.undefined_because or "", []).append(plain(name))
    for reason, names in reasons.items():
        yield f"- Not known: {', '.join(dict.fromkeys(names))} ({plain(reason, 200)})"


def _row(fact: Fact, evidence: Evidence) -> tuple[str, ...]:
    return tuple(_own(fact, evidence).values())


def _own(fact: Fact, evidence: Evidence) -> Mapping[str, str]:
    """What tells a fact from the others; the one account all are about does not."""
    shared = _shared_account(evidence)
    return {name: value for name, value in fact.subject.items() if not (name == ACCOUNT and value == shared)}


def _key(fact: Fact, evidence: Evidence) -> str:
    return ", ".join(plain(value) for value in _row(fact, evidence))


def _shared_account(evidence: Evidence) -> str:
    """The one account the answer opens with, or names in its title; others may stand beside it."""
    opened = _accounts(evidence.facts[: evidence.headline]) or {
        name for name in _accounts(evidence.facts) if name in evidence.title
    }
    return next(iter(opened)) if len(opened) == 1 else ""


def _accounts(facts: Sequence[Fact]) -> set[str]:
    return {fact.subject[ACCOUNT] for fact in facts if ACCOUNT in fact.subject}


LAYOUTS: Mapping[Layout, Callable[[Section, Evidence], Iterator[str]]] = {
    "lines": _as_lines,
    "table": _as_table,
    "signals": _as_signs,
    "records": _as_records,
    "plays": _as_plays,
}
