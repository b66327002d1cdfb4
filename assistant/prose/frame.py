"""When, about whom, and on which assumptions: what a sentence must say around its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.prose.escaping import plain
from assistant.prose.wording import during, lowered, sentence_case, span_name
from tools.evidence import Evidence
from tools.facts import Fact
from tools.periods import write_day

NO_PERIOD, NO_DATE, CLOSE = "no period asked: ", "no date asked: ", "at the close of "
ONLY_A_DAY = re.compile(r"(?:compared with |as known )?(?:at )?(?:the close of|on) (\d{1,2} [A-Z][a-z]{2} \d{4})")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Frame:
    """`lead` opens the sentence when the period was assumed, `when` closes it otherwise; one of them is empty.

    `others` are the assumptions that the sentence itself does not say.
    """

    lead: str
    when: str
    is_now: bool
    others: tuple[str, ...]

    def around(self, statement: str, end: str = ".") -> str:
        """The statement as a sentence with its time."""
        if self.lead:
            return f"{sentence_case(self.lead)}, {lowered(statement)}{end}"
        return f"{sentence_case(statement)}{' ' if self.when else ''}{self.when}{end}"

    def under(self, sentence: str) -> str:
        """The sentence with the remaining assumptions right under it."""
        return f"{sentence}\n{self.small_print}" if self.others else sentence

    @property
    def small_print(self) -> str:
        """The remaining assumptions as one short line, or nothing."""
        return f"_{sentence_case('; '.join(self.others))}._" if self.others else ""


def frame_of(evidence: Evidence, fact: Fact) -> Frame:
    period = _period_said(evidence)
    others = tuple(plain(text, 200) for text in evidence.assumptions if text != period and not _is_said(text, fact))
    name = period.removeprefix(NO_PERIOD)
    if period.startswith(NO_PERIOD):
        return Frame(f"{during(name)} (no period was asked)", "", False, others)
    if fact.period is None:
        return _at_a_close(fact, period, others)
    return Frame("", during(name or span_name(fact.period, is_fiscal=is_fiscal(evidence))), False, others)


def is_fiscal(evidence: Evidence) -> bool:
    return any("FY" in text for text in (*evidence.assumptions, *(_ends(evidence))))


def _ends(evidence: Evidence) -> tuple[str, ...]:
    return tuple(text for fact in evidence.facts for text in (fact.subject.get("of", ""), fact.subject.get("from", "")))


def _at_a_close(fact: Fact, period: str, others: tuple[str, ...]) -> Frame:
    day = write_day(fact.as_of)
    is_now = period.startswith(NO_DATE) or not period
    partly = (period.removeprefix(CLOSE),) if "partial" in period else ()
    return Frame("", f"as of {day}" if is_now else f"at the close of {day}", is_now, (*partly, *others))


def _period_said(evidence: Evidence) -> str:
    """The assumption that names the period; tools put it first."""
    first = evidence.assumptions[0] if evidence.assumptions else ""
    return first if is_period(first) else ""


def is_period(assumption: str) -> bool:
    return " is " not in assumption and (
        assumption.startswith((NO_PERIOD, NO_DATE, CLOSE)) or bool(YEAR.search(assumption))
    )


def is_stated(assumption: str, text: str) -> bool:
    """Whether the text has these words, or the day where the assumption names nothing else."""
    day = ONLY_A_DAY.fullmatch(assumption)
    return (day[1] if day else assumption).casefold() in text.casefold()


def _is_said(assumption: str, fact: Fact) -> bool:
    """A filter whose value the sentence names anyway: "industry is FinTech", "account is A-12"."""
    label, _, values = assumption.partition(" is ")
    if not values or values.startswith("not "):
        return False
    subject = {name.replace("_", " ").lower(): value for name, value in fact.subject.items()}
    said = subject.get(label.lower(), "")
    return (label == "account" and bool(said)) or said.replace(" or ", ", ") == values.replace(" or ", ", ")
