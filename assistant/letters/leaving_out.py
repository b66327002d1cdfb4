"""What the asker wants out of a letter, and which sentences that means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.letters.outlines import topic_words
from tools.letters.concessions import CONCESSION
from tools.names import normal

STEM = 5
DULL_WORDS = (
    "what is are "
    "a an the this that our your their its of on in to for with about and any all mention mentions mentioning "
    "sentence sentences line lines part parts paragraph bit word words section regarding please list item "
    "everything anything thing things"
)
DULL = frozenset(DULL_WORDS.split())
# Topics that no sentence of ours has: texts of the record speak of them in their own words.
SPOKEN = {"discount": CONCESSION}
# What an item of a list is called; alone they name the list.
SOFT = frozenset(("step", "point", "item", "promi", "ticke", "goal"))


@dataclass(frozen=True)
class Wish:
    """One thing to leave out: a topic of sentences, or else words that stand together in one."""

    typed: str
    topics: frozenset[str]
    stems: frozenset[str]

    def meets(self, topics: Iterable[str], text: str) -> bool:
        if self.topics:
            spoken = (SPOKEN[topic] for topic in sorted(self.topics & SPOKEN.keys()))
            return bool(self.topics.intersection(topics)) or any(words.search(text) for words in spoken)
        return bool(self.stems) and self.stems <= _stems(text)


def read_wish(typed: str) -> Wish:
    """ "the discount sentence" is the topic discount; "the security questions" are words."""
    stems = _stems(typed)
    named = {topic: best for topic in topic_words() if (best := _covered(topic, stems))}
    longest = max(map(len, named.values()), default=0)
    topics = frozenset(topic for topic, covered in named.items() if len(covered) == longest and covered == stems)
    return Wish(typed, topics, stems - SOFT or stems)


def _covered(topic: str, stems: frozenset[str]) -> frozenset[str]:
    """The longest name of the topic that stands in the words."""
    names = [name for words in topic_words()[topic] if (name := _stems(words)) and name <= stems]
    return max(names, key=len, default=frozenset())


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s")[:STEM] for word in normal(text).split() if word not in DULL)
