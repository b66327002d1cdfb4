from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

from assistant.letters.outlines import ANY, LENGTHS, TONES, Case, Part, outline_of, shared, topic_words
from tests.assistant.letters.drafts import KINDS

FORBIDDEN = yaml.safe_load((Path(__file__).parent / "forbidden.yaml").read_text(encoding="utf-8"))


def cases() -> Iterator[tuple[str, Case]]:
    """Every case there is, with where it stands."""
    for kind in KINDS:
        outline = outline_of(kind)
        yield from ((f"{kind}/subject", case) for case in outline.subject)
        yield from ((f"{kind}/{part.name}", case) for part in outline.parts for case in (*part.cases, *part.empty))
    common = shared()
    yield from (("shared", case) for case in (*common.greeting, *common.close, *common.signature))
    yield from ((f"items/{name}", case) for name, found in common.items.items() for case in found)


def parts() -> Iterator[tuple[str, Part]]:
    yield from ((f"{kind}/{part.name}", part) for kind in KINDS for part in outline_of(kind).parts)


@pytest.mark.parametrize(("place", "case"), list(cases()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_wording_of_a_case_needs_the_same_and_says_it_in_any_tone(place: str, case: Case) -> None:
    assert case.says.get(ANY) or set(case.says) == set(TONES), place
    assert set(case.says) <= {*TONES, ANY}
    known = {*case.needs, *case.wanted}
    for text in (text for wordings in case.says.values() for text in wordings):
        assert {name for _, name, _, _ in Formatter().parse(text) if name} <= known
        assert "!" not in text
        assert not [phrase for phrase in FORBIDDEN if phrase in text.lower()], text


@pytest.mark.parametrize(("place", "part"), list(parts()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_part_names_known_lengths_topics_and_lists(place: str, part: Part) -> None:
    assert set(part.lengths) <= set(LENGTHS)
    topics = {*part.topics, *(topic for case in (*part.cases, *part.empty) for topic in case.topics)}
    assert topics <= set(topic_words()), place
    assert not part.items or part.items in shared().items
    assert not part.items or set(part.limits) == set(part.lengths)


@pytest.mark.parametrize("kind", KINDS)
def test_every_topic_of_a_letter_can_be_asked_out(kind: str) -> None:
    assert all(topic_words()[topic] for part in outline_of(kind).parts for topic in part.topics)


@pytest.mark.parametrize("kind", KINDS)
def test_wordings_vary(kind: str) -> None:
    texts = [case for part in outline_of(kind).parts for case in part.cases if len(case.says[ANY]) > 1]
    assert len(texts) >= 3
