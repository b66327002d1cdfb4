"""A letter composed: which parts at its length, which wording in its tone, without what is to be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from assistant.letters.leaving_out import Wish, read_wish
from assistant.letters.outlines import Case, Part, outline_of, shared
from assistant.letters.values import Names, Values

GAP = re.compile(r"\[([^\]:]+)(?::\s*([^\]]*))?\]")
MOST_ITEMS = 12


@dataclass(frozen=True)
class Paragraph:
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """`unmet` are the wishes to leave something out that met nothing."""

    subject: str
    greeting: str
    paragraphs: tuple[Paragraph, ...]
    close: str
    signature: tuple[str, ...]
    unmet: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The letter as it is sent, without its subject."""
        lines = [
            "\n".join([*([one.text] if one.text else []), *(f"- {item}" for item in one.items)])
            for one in self.paragraphs
        ]
        return "\n\n".join(
            part for part in (self.greeting, *lines, "\n".join((self.close, *self.signature)).strip()) if part
        )

    @property
    def gaps(self) -> tuple[str, ...]:
        """What a person fills in, each once, in the order of the letter."""
        found = GAP.findall(f"{self.subject}\n{self.body}")
        return tuple(
            dict.fromkeys(
                name if why in ("", "fill in") else f"{name} ({why.removeprefix('fill in, ')})" for name, why in found
            )
        )


@dataclass(frozen=True)
class Composer:
    values: Values
    wishes: tuple[Wish, ...] = ()

    def draft(self) -> Draft:
        outline, common, names = outline_of(self.values.kind), shared(), self.values.names
        signature = (self.say(common.signature, "signature", names), names.get("company", ""))
        return Draft(
            subject=self.say(outline.subject, "subject", names),
            greeting=self.say(common.greeting, "greeting", names, ("greeting",)),
            paragraphs=tuple(self._paragraphs(outline.parts)),
            close=self.say(common.close, "close", names, ("close",)),
            signature=tuple(line for line in signature if line),
        )

    def say(self, cases: Sequence[Case], place: str, names: Names, topics: Sequence[str] = ()) -> str:
        """The first case that is known, fits the length and is not unwanted, in one of its wordings; else nothing.

        Of several wordings an account keeps the same one at its place.
        """
        for case in cases:
            if (
                self.values.length not in case.lengths
                or not case.wanted <= names.keys()
                or names.keys() & set(case.unless)
            ):
                continue
            wordings = case.wordings(self.values.tone)
            seed = f"{self.values.names['account']}/{self.values.kind}/{place}"
            text = wordings[crc32(seed.encode()) % len(wordings)].format_map(names)
            about = " ".join((text, *(names[need] for need in case.needs)))
            if not any(wish.meets((*topics, *case.topics), about) for wish in self.wishes):
                return text
        return ""

    def _paragraphs(self, parts: Sequence[Part]) -> Iterator[Paragraph]:
        """Sentences that join go on in the paragraph before, unless that ends in a list."""
        current = Paragraph("")
        for part in parts:
            text, items = self._told(part)
            if not text and not items:
                continue
            if part.joins and not current.items:
                current = replace(current, text=f"{current.text} {text}".strip(), items=items)
                continue
            if current.text:
                yield current
            current = Paragraph(text, items)
        if current.text:
            yield current

    def _told(self, part: Part) -> tuple[str, tuple[str, ...]]:
        if self.values.length not in part.lengths:
            return "", ()
        if not part.items:
            return self.say(part.cases, part.name, self.values.names, part.topics), ()
        items = tuple(self._items(part))
        if items:
            return self.say(part.cases, part.name, self.values.names, part.topics), items
        listed = self.values.lists[part.items]
        return ("", ()) if listed else (self.say(part.empty, part.name, self.values.names, part.topics), ())

    def _items(self, part: Part) -> Iterator[str]:
        if any(wish.topics.intersection(part.topics) for wish in self.wishes):
            return
        most = part.limits.get(self.values.length, MOST_ITEMS)
        said = (self.say(shared().items[part.items], part.items, names) for names in self.values.lists[part.items])
        yield from [_sentence_case(item) for item in said if item][:most]


def compose(values: Values) -> Draft:
    """The draft without what was asked to be left out, and which of these wishes met nothing in it."""
    whole = Composer(values).draft()
    wishes = tuple(read_wish(typed) for typed in values.without)
    unmet = tuple(wish.typed for wish in wishes if Composer(values, (wish,)).draft() == whole)
    return replace(Composer(values, wishes).draft(), unmet=unmet)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
