"""draft_letter: what a letter about one account rests on; its text is made from this evidence alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tools.book.owners import owner_name
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.letters.addressee import Addressee, addressee_of
from tools.letters.cautions import cautions, play_of, warning_of
from tools.letters.matter import Matter, rule
from tools.letters.rows_behind import rows_behind
from tools.letters.steps import agreed, kept, open_promises
from tools.letters.talk import TALK, kind_words, talk_of
from tools.letters.terms import current_amount, next_amount, reduced, terms
from tools.letters.trouble import escalated, signs, stakes, state, tickets
from tools.letters.worth import open_goal, thanks, use, value_points
from tools.names import shown
from tools.paper_requests import DraftLetter
from tools.periods import write_day
from tools.record.choosing import record_of
from tools.record.stated import lacking, require_tables
from tools.suspect import LONGEST_NAME, is_name

Found = Callable[[Matter], Iterable[Fact]]
NAMES: Mapping[str, str] = {
    "follow_up": "Follow-up",
    "renewal": "Renewal note",
    "re_engagement": "Re-engagement note",
    "escalation": "Internal escalation",
    "price_increase": "Price increase letter",
    "contract_reduction": "Contract reduction letter",
}
# The parts of each kind: the name the text knows them by, and what they hold.
PARTS: Mapping[str, Mapping[str, Found]] = {
    "follow_up": {
        "decisions": agreed,
        "kept": kept,
        "promises": open_promises,
        "issues": escalated,
        "goals": open_goal,
    },
    "renewal": {"renewal": terms, "value_points": value_points, "promises": open_promises, "issues": escalated},
    "re_engagement": {
        "goals": open_goal,
        "usage": use,
        "promises": open_promises,
        "issues": tickets,
        "exposure": current_amount,
    },
    "escalation": {
        "issues": tickets,
        "renewal": terms,
        "exposure": stakes,
        "health": state,
        "risks": signs,
        "promises": open_promises,
    },
    "price_increase": {"value_points": value_points, "renewal": terms, "recommendation": next_amount},
    "contract_reduction": {
        "renewal": terms,
        "usage": use,
        "movement": reduced,
        "recommendation": next_amount,
        "goals": open_goal,
    },
}
ABOUT_A_CONTRACT = ("renewal", "price_increase", "contract_reduction")
KIND = rule("letter_kind", "Letter", "text", "as asked")
RECIPIENT = rule("letter_recipient", "Recipient", "text", "by the kind of letter, or as asked; still there", "contacts")
SENDER = rule("letter_sender", "Sender", "text", "the CSM of the account, by name where people.csv has one", "account")
NO_CSM = "no CSM is on record"


def draft_letter(context: Context, request: DraftLetter) -> Evidence:
    """Raises UnknownName, AmbiguousName, NoData."""
    record = record_of(context, request.account)
    return evidence_of(Matter(context, record, request, talk_of(context, record, request.about)))


def evidence_of(matter: Matter) -> Evidence:
    """Head: the kind with tone, length and what to leave out; who gets it; who sends it; the conversation.

    Raises UnknownName or AmbiguousName for a recipient, NoData where there is nothing to write about.
    """
    _require(matter)
    addressee = addressee_of(matter)
    play = play_of(matter)
    evidence = in_sections(
        tuple(_head(matter, addressee)),
        (*_sections(matter, addressee), _warning(matter, addressee)),
        title=f"{NAMES[matter.request.kind]}: {shown(matter.record.account.name, LONGEST_NAME)}",
        assumptions=(f"as known on {write_day(matter.record.day)}",),
    )
    warnings = (warning_of(play),) if play and play.avoid else ()
    return evidence.model_copy(update={"shape": "letter", "passages": (*warnings, *evidence.passages)})


def _require(matter: Matter) -> None:
    """Raises NoData where there is nothing to write about."""
    record, kind = matter.record, matter.request.kind
    if kind in ("follow_up", "re_engagement"):
        require_tables(record, "Such a letter", ("interactions",))
    if kind == "follow_up" and matter.talk is None:
        raise NoData(f"No conversation with {record.account.name} is on record, so there is nothing to follow up on.")
    if kind in ABOUT_A_CONTRACT and not record.is_paying:
        raise NoData(
            f"{record.account.name} has no live paid contract on {write_day(record.day)}, so there are no terms to "
            "write about; a re-engagement note would fit."
        )


def _head(matter: Matter, addressee: Addressee) -> Iterator[Fact]:
    request, account = matter.request, matter.record.account
    asked = {"tone": request.tone, "length": request.length, "without": "\n".join(request.without)}
    yield matter.fact(KIND, request.kind, inputs=dict(asked))
    because = None if addressee.name else addressee.because
    known = {"title": addressee.title, "because": addressee.because}
    yield matter.fact(RECIPIENT, addressee.name or None, inputs=dict(known), undefined_because=because)
    sender = owner_name(matter.record, matter.company) if account.csm else None
    company = {"company": matter.company.name}
    yield matter.fact(SENDER, sender, inputs=dict(company), undefined_because=None if sender else NO_CSM)
    yield _talk(matter, addressee)


def _talk(matter: Matter, addressee: Addressee) -> Fact:
    talk = matter.talk
    if talk is None:
        because = lacking(matter.record, ("interactions",)) or "no conversation is on record"
        return matter.fact(TALK, None, undefined_because=because)
    person = matter.person(talk.contact_id)
    inputs = {
        "kind": kind_words(talk),
        "with": person.name if person and is_name(person.name) else "",
        "is_recipient": "yes" if person and person.contact_id == addressee.contact_id else "no",
        "csm": _other_csm(matter, talk.csm),
    }
    return matter.fact(TALK, talk.happened_on.isoformat(), inputs=dict(inputs))


def _other_csm(matter: Matter, csm: str | None) -> str:
    """Who held the conversation, where it was not the present CSM and people.csv knows the name."""
    person = matter.company.person(csm or "")
    return person.name if person and csm != matter.record.account.csm else ""


def _sections(matter: Matter, addressee: Addressee) -> Iterator[Section]:
    for name, found in PARTS[matter.request.kind].items():
        facts = tuple(found(matter))
        rows = tuple(dict.fromkeys(row for fact in facts for row in rows_behind(matter, fact)))
        yield Section(title=name.replace("_", " ").capitalize(), name=name, layout="lines", facts=facts, passages=rows)
    thanked = tuple(thanks(matter, addressee.contact_id))
    yield Section(title="Thanks", name="wins", layout="lines", facts=thanked)


def _warning(matter: Matter, addressee: Addressee) -> Section:
    """For the sender's eyes."""
    facts = tuple(cautions(matter, addressee))
    return Section(title="Before sending", name="warning", layout="lines", facts=facts, is_detail=True)
