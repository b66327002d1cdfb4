"""Matching what a person typed with what the data holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from tools.errors import AmbiguousName, UnknownName

CERTAIN = 88.0
PLAUSIBLE = 70.0
TIE = 4.0
WHOLE_WORDS, SLIPPED = 95.0, 90.0
# How many letters a word must have so that one of them, or two, may be missing, wrong or swapped.
ONE_SLIP, TWO_SLIPS = 4, 7
# So many first letters of a name are as good as all of it; nobody types one of hundreds.
LEAST_BEGINNING = 30
MARKED = re.compile(r"\s*\([^()]*\)$")


def normal(text: str) -> str:
    """Lower case, accents folded, everything but letters and digits one space: 'Company_12' -> 'company 12'."""
    folded = text if text.isascii() else "".join(filter(_is_kept, unicodedata.normalize("NFKD", text)))
    spaced = re.sub(r"(?<=[a-zA-Z])(?=\d)|(?<=\d)(?=[a-zA-Z])", " ", folded or text)
    return re.sub(r"[\W_]+", " ", spaced.lower()).strip()


def unmarked(name: str) -> str:
    """A name without what tells it from its namesakes: 'Acme (A-17)' -> 'Acme'."""
    return MARKED.sub("", name)


def digits(text: str) -> tuple[str, ...]:
    """The numbers in a name: 'Company_12' and 'Company_21' are never a typo of each other."""
    return tuple(part.lstrip("0") or "0" for part in re.findall(r"\d+", text))


def ranked(typed: str, names: Iterable[str], floor: float = PLAUSIBLE) -> list[tuple[str, float]]:
    """Names that could be meant, best first, with a likeness from 0 to 100."""
    wanted, numbers = normal(typed), digits(typed)
    if not wanted:
        return []
    pool = {name: normal(name) for name in names if numbers in (digits(name), digits(unmarked(name)))}
    hits = process.extract(wanted, pool, scorer=_likeness, limit=6, score_cutoff=floor)
    return [(name, score) for _, score, name in hits]


def pick(typed: str, names: Sequence[str], what: str) -> str:
    """The one name that was meant. Raises UnknownName (with near names) or AmbiguousName (with the choices)."""
    exact = _exact(typed, names)
    if len(exact) == 1:
        return exact[0]
    hits = ranked(typed, exact or names)
    close = [name for name, score in hits if score >= CERTAIN and score >= hits[0][1] - TIE]
    if len(close) == 1:
        return close[0]
    if close:
        raise AmbiguousName(
            f"More than one {what} fits '{shown(typed)}': {listed(list(map(shown, close)))}. Which one do you mean?",
            tuple(close),
        )
    near = tuple(name for name, _ in hits[:3])
    hint = (
        f" Did you mean {listed(list(map(shown, near)), 'or')}?"
        if near
        else f" Known are, for example, {listed(list(map(shown, names[:5])))}."
        if names
        else ""
    )
    raise UnknownName(f"There is no {what} called '{shown(typed)}' in the data.{hint}", near)


def pick_key(typed: str, names: Mapping[str, str], what: str) -> str:
    """Like `pick`, for identifiers with names: the identifier itself is accepted too."""
    by_id = {key.lower(): key for key in names}
    if typed.strip().lower() in by_id:
        return by_id[typed.strip().lower()]
    name = pick(typed, list(names.values()), what)
    keys = [key for key, known in names.items() if known == name]
    if len(keys) > 1:
        raise AmbiguousName(
            f"More than one {what} is called '{shown(name)}': {listed(keys)}. Which one do you mean?", tuple(keys)
        )
    return keys[0]


def shown(typed: str, limit: int = 60) -> str:
    """A typed text, short enough and plain enough to repeat in a sentence."""
    plain = "".join(mark for mark in typed if mark.isprintable()).strip()
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def listed(names: Sequence[str], word: str = "and") -> str:
    """'a, b and c'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def lowered(label: str) -> str:
    """A label inside a sentence: 'Use dropped' -> 'use dropped', 'ARR growth', 'CSMs needed' and 'Q2 2026' stay."""
    return label if label[1:2].isupper() or label[1:2].isdigit() else label[:1].lower() + label[1:]


def phrase(labels: Sequence[str]) -> str:
    """Labels as one phrase, the first of them its beginning: 'Use dropped and escalated ticket'."""
    return listed([*labels[:1], *(lowered(label) for label in labels[1:])])


def need_words(need: str) -> str:
    """A table or column of the schema in words: 'contacts.role' -> 'role in its contacts'."""
    table, _, column = need.partition(".")
    return f"{column.replace('_', ' ')} in its {table.replace('_', ' ')}" if column else table.replace("_", " ")


def _is_kept(mark: str) -> bool:
    """Plain letters, and those of other scripts, which tell as much; marks above letters are folded away."""
    return mark.isascii() or (mark.isalpha() and not unicodedata.name(mark, "LATIN").startswith("LATIN"))


def _exact(typed: str, names: Sequence[str]) -> list[str]:
    """The names that were typed: all of one, as it reads where names are shortened, or the one that namesakes share."""
    wanted, known = normal(typed), {name: normal(name) for name in names}
    whole = [name for name in names if known[name] == wanted]
    if not wanted:
        return [name for name in names if name.strip() == typed.strip()]
    if whole:
        return whole
    if len(wanted) >= LEAST_BEGINNING:
        return [name for name in names if known[name].startswith(wanted)]
    alike = [name for name in names if normal(unmarked(name)) == wanted]
    return alike if len(alike) > 1 else []


def _likeness(typed: Any, name: Any, *, score_cutoff: float | None = None) -> float:
    """Full likeness, or a little less when words of the name are typed: 'acme' for 'Acme Logistics', 'amce' as well."""
    if f" {typed} " in f" {name} ":
        return WHOLE_WORDS
    likeness = float(fuzz.ratio(typed, name, score_cutoff=score_cutoff))
    return max(likeness, SLIPPED) if _is_slip(typed.split(), name.split()) else likeness


def _is_slip(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words in a row of the name were typed with a slip in one or two of their letters."""
    width = len(typed)
    runs = (words[start : start + width] for start in range(len(words) - width + 1))
    return bool(width) and any(all(map(_is_near, typed, run)) for run in runs)


def _is_near(typed: str, word: str) -> bool:
    """The first letter of a word is rarely the wrong one."""
    slips = (len(typed) >= ONE_SLIP) + (len(typed) >= TWO_SLIPS)
    return typed[:1] == word[:1] and OSA.distance(typed, word, score_cutoff=slips) <= slips
