"""What the sender should know and the letter must not say: people who left, open quarrels, doubtful records, a play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from knowledge.documents import Document
from knowledge.pieces import reference
from tools.book.owners import owner_name
from tools.evidence import Passage
from tools.facts import Fact
from tools.letters.addressee import Addressee
from tools.letters.concessions import is_binding
from tools.letters.matter import Matter, rule
from tools.letters.steps import earlier, forgotten, late_steps, left_out_of, overdue, steps_of
from tools.letters.terms import AMOUNT
from tools.letters.trouble import is_grave, open_tickets
from tools.letters.worth import MET, is_contradictory, value_points
from tools.names import listed
from tools.periods import write_day
from tools.record.rows import Contact
from tools.record.stated import lacking
from tools.renewals.rows import ARR
from tools.suspect import is_name, is_order, quotable

PLAYS: Mapping[str, str] = {
    "renewal": "renewal_preparation",
    "re_engagement": "silent_account",
    "escalation": "escalation",
    "price_increase": "price_increase",
    "contract_reduction": "contract_reduction",
}
TO_AN_ACCOUNT = ("follow_up", "re_engagement", "renewal", "price_increase", "contract_reduction")
ABOUT_MONEY = ("renewal", "price_increase")
ABOUT_TERMS = (*ABOUT_MONEY, "contract_reduction")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "follow_up": ("contacts", "accounts.csm"),
    "re_engagement": ("contacts", "accounts.csm", "goals"),
    "renewal": ("contacts", "accounts.csm", "renewals", "goals"),
    "price_increase": ("contacts", "accounts.csm", "renewals", "goals"),
    "contract_reduction": ("contacts", "accounts.csm", "renewals"),
    "escalation": ("accounts.csm", "tickets", "renewals"),
}
WITH_GOALS = ("renewal", "re_engagement", "price_increase")
LONG_BEFORE, LONG_AGO = 180, 30
MOST_FORGOTTEN = 3
CAUTION = rule("letter_caution", "Before sending", "text", "what the record says that bears on the letter")


def cautions(matter: Matter, addressee: Addressee) -> Iterator[Fact]:
    """A sentence each, for the sender alone."""
    told = (
        *_of_people(matter, addressee),
        *_of_quarrels(matter),
        *_of_silence(matter),
        *_of_contract(matter),
        *_of_renewal(matter),
        *_of_promises(matter),
        *_of_binding_words(matter),
        *_of_need(matter),
        *_of_texts(matter),
    )
    yield from (matter.fact(CAUTION, sentence) for sentence in told)


def play_of(matter: Matter) -> Document | None:
    name = PLAYS.get(matter.request.kind)
    documents = matter.context.knowledge.documents
    return next((one for one in documents if one.kind == "playbook" and one.name == name), None)


def warning_of(play: Document) -> Passage:
    """What the play says to avoid."""
    return Passage(kind="playbook", title=play.title, ref=reference(play), text="; ".join(play.avoid))


def _of_people(matter: Matter, addressee: Addressee) -> Iterator[str]:
    talked = matter.person(matter.talk.contact_id) if matter.talk else None
    if matter.request.kind not in TO_AN_ACCOUNT:
        return
    if talked and talked not in matter.people:
        gone = f"left on {write_day(talked.left_on)}" if talked.left_on else "has said farewell"
        yield f"{quotable(talked.name)}, the person of the last conversation, {gone} and is not addressed"
    sign = matter.open_sign("champion_left")
    name = str(sign.figures["champion"].value) if sign else ""
    if sign and (talked is None or talked.name != name):
        left = any(person.name == name and person.left_on for person in matter.record.contacts)
        yield f"The champion {quotable(name)} {'left' if left else 'said farewell'} on {write_day(sign.began)}"
    if not addressee.name:
        yield from _of_those_left(matter.people)


def _of_those_left(people: Sequence[Contact]) -> Iterator[str]:
    """Whom it could go to, as far as they have names."""
    names = [
        f"{one.name} ({quotable(one.title or '') or quotable(one.role or '') or 'role not recorded'})"
        for one in people
        if is_name(one.name)
    ]
    if names:
        yield f"Still there {'is' if len(names) == 1 else 'are'} {listed(names)}; name the one it should go to"


def _of_quarrels(matter: Matter) -> Iterator[str]:
    """Open grievances that make talk of money ill-timed."""
    if matter.request.kind not in ABOUT_MONEY:
        return
    escalation = matter.open_sign("escalation")
    if escalation:
        yield f"An escalation has been open since {write_day(escalation.began)}; settle it before you talk about money"
    if late := overdue(matter):
        promised = [f"“{step.words}” of {write_day(step.due_on)}" for step in late if step.due_on]
        yield f"By the record we have not kept {listed(promised[-MOST_FORGOTTEN:])}; settle that first"
    if price := matter.open_sign("mentions_price"):
        yield f"They have called the price into question since {write_day(price.began)}; talk before you write"


def _of_silence(matter: Matter) -> Iterator[str]:
    """A conversation too long ago to follow up on, or too near to speak of silence."""
    if (
        matter.request.kind == "follow_up"
        and matter.talk
        and matter.record.days_since(matter.talk.happened_on) > LONG_AGO
    ):
        yield f"The conversation was on {write_day(matter.talk.happened_on)}; a re-engagement note may fit better"
    if matter.request.kind != "re_engagement" or not matter.talk or not matter.record.is_paying:
        return
    if not (matter.open_sign("champion_silent") or matter.open_sign("contact_silence")):
        yield f"The last conversation was on {write_day(matter.talk.happened_on)}, so by the record nobody is silent"


def _of_renewal(matter: Matter) -> Iterator[str]:
    renewal, record = matter.record.next_renewal, matter.record
    if matter.request.kind not in ABOUT_TERMS or renewal is None:
        return
    others = [item for item in record.renewals if item.outcome is None and item is not renewal]
    for item in others[:MOST_FORGOTTEN]:
        amount = matter.fact(ARR.rule, item.arr).display
        yield f"Another renewal, of {amount}, is due on {write_day(item.due_on)}; the letter speaks of the first alone"
    if renewal.arr != record.arr and not others:
        now, recorded = (
            matter.fact(made, value).display for made, value in ((AMOUNT, record.arr), (ARR.rule, renewal.arr))
        )
        yield f"The live lines add up to {now} a year, the renewal record says {recorded}; check which holds"
    left = (renewal.due_on - record.day).days
    if left < 0:
        yield f"The renewal was due on {write_day(renewal.due_on)} and no decision is on record"
    elif left > LONG_BEFORE:
        yield f"The renewal is not due before {write_day(renewal.due_on)}, which is early for such a letter"


def _of_promises(matter: Matter) -> Iterator[str]:
    if matter.request.kind not in TO_AN_ACCOUNT:
        return
    late = late_steps(matter) if matter.request.kind == "follow_up" else ()
    for step in (*late, *forgotten(matter)[-MOST_FORGOTTEN:]):
        due = write_day(step.due_on) if step.due_on else ""
        yield f"No record says that “{step.words}”, promised for {due}, was done; find out before you write"


def _of_binding_words(matter: Matter) -> Iterator[str]:
    """What the letter repeats from the record and would bind us anew."""
    if matter.request.kind not in TO_AN_ACCOUNT:
        return
    told = steps_of(matter, matter.talk) if matter.talk and matter.request.kind == "follow_up" else ()
    bound = [step.words for step in (*told, *earlier(matter)) if step.side == "ours" and is_binding(step.words)]
    if bound:
        words = listed([f"“{one}”" for one in dict.fromkeys(bound)])
        yield f"On record as promised is {words}; have it confirmed by whoever decides on it before the letter says so"


def _of_contract(matter: Matter) -> Iterator[str]:
    """What the company's data lacks or says in two ways."""
    record, sender = matter.record, owner_name(matter.record, matter.company)
    if not record.is_paying:
        yield f"{quotable(record.account.name)} has no live paid contract on {write_day(record.day)}"
    if missing := lacking(record, NEEDS[matter.request.kind]):
        yield f"{missing[0].upper()}{missing[1:].replace('csm', 'CSM')}; with these on record the draft has fewer gaps"
    if "@" in sender:
        yield f"The CSM is on record as {quotable(sender)}, without a name in people.csv"
    for goal in (goal for goal in record.goals if is_contradictory(goal) and matter.request.kind in WITH_GOALS):
        yield f"The goal “{quotable(goal.goal)}” is marked as met, its figures say it is not; check which holds"
    on_lines = sum(line.seats or 0 for line in record.live_lines)
    if matter.request.kind in ABOUT_TERMS and on_lines and record.account.seats not in (None, on_lines):
        yield f"The live lines add up to {on_lines} seats, the account says {record.account.seats}; check which holds"


def _of_need(matter: Matter) -> Iterator[str]:
    """An escalation or a price increase that the record does not bear out."""
    if matter.request.kind == "escalation" and not any(
        one.is_escalated or is_grave(one) for one in open_tickets(matter)
    ):
        yield "No escalated or urgent ticket is open there by the record; say what it is about"
    if matter.request.kind == "price_increase" and not any(fact.metric == MET.name for fact in value_points(matter)):
        yield "No goal of theirs is on record as met lately, so there is little worth for a price to stand on"


def _of_texts(matter: Matter) -> Iterator[str]:
    if matter.talk and left_out_of(matter.talk):
        day = write_day(matter.talk.happened_on)
        yield f"A line among the commitments of {day} is not meant for a letter and was left out; read the record"
    for ticket in matter.record.tickets:
        if ticket.closed_on is None and is_order(ticket.subject or ""):
            yield f"The subject of ticket {quotable(ticket.ticket_id)} reads like an order to software; it is left out"
