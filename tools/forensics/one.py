"""The parts of an account of one loss, one section each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.evidence import Passage, Section
from tools.facts import Fact
from tools.forensics.autopsy import Autopsy
from tools.forensics.chances import DAYS_BEFORE, LEAST_LEAD, decision_words, last_not_red
from tools.forensics.patterns import LEAST_POINTS, RULE, Verdict, Weighed
from tools.forensics.stating import (
    CHANCE,
    DECIDED,
    NO_EVENT,
    NO_WARNING,
    READS,
    UNSUPPORTED,
    basics,
    clue_fact,
    clue_facts,
    evidence_of,
    of_loss,
    passages,
    reason_fact,
    rule,
)
from tools.health.measures import SCORE
from tools.health.score import Health
from tools.periods import write_day
from tools.record.known import known_on
from tools.record.stated import lacking, stated
from tools.signals.episodes import paying_spans
from tools.signals.quotes import quoted

MOST_OTHERS = 3
NOTHING_AGAINST = "nothing on record speaks against it"
HEALTH = rule("health_status", "Health", "text", "the score against the company's thresholds, or lower by grave signs")
AGAIN = rule("churn_paying_again_since", "Pays again since", "date", "first day of the paid lines live now", ("lines",))
COUNT = rule("churn_losses", "Losses", "count", "times its paid ARR ended, gaps of a few days left out", ("lines",))


def head(item: Autopsy, losses: Sequence[Autopsy]) -> tuple[Fact, ...]:
    """When it was lost, how much, the pattern, how sure, the kind, the lead time; whether it came back."""
    facts = tuple(basics(item).values())
    count = (of_loss(item, COUNT, len(losses)),) if len(losses) > 1 else ()
    return (*facts, *count, *_back(item))


def _back(item: Autopsy) -> Iterator[Fact]:
    if item.record.is_paying:
        since = paying_spans(item.record)[-1][0]
        yield of_loss(item, AGAIN, since.isoformat(), inputs={"arr": item.record.arr})


def warning(item: Autopsy) -> Section:
    """The sign itself with its rows, how long before the loss and before the decision."""
    found = item.warning
    facts = (clue_fact(item, found), *_lead(item)) if found else ()
    rows = passages(item.loss.record, [found])[-2:] if found else ()
    return Section(
        title="First warning sign",
        name="warning",
        layout="signals",
        facts=facts,
        passages=rows,
        missing="" if found else NO_WARNING,
    )


def _lead(item: Autopsy) -> Iterator[Fact]:
    yield basics(item)["churn_lead_days"]
    days = (item.loss.decided_on - item.warning.on).days if item.warning else None
    made = rule("churn_days_to_decision", "Days to the decision", "days", f"{DECIDED.formula}; - first warning sign")
    yield of_loss(item, made, days, NO_WARNING)


def pattern(item: Autopsy) -> Section:
    """What was weighed: the points for and against of the named pattern, then of the next ones."""
    named = item.verdict.named
    weighed = ([named] if named else []) + list(item.verdict.others[:MOST_OTHERS])
    facts = [fact for one in weighed for fact in _points(item, _story(one, named), (one.in_favour, one.opposed))]
    missing = "" if named else UNSUPPORTED
    return Section(title="Patterns weighed", name="pattern", layout="table", facts=tuple(facts), missing=missing)


def _story(one: Weighed, named: Weighed | None) -> str:
    """Beside a cause, what only tells the course of a loss is no rival of it."""
    is_beside = named is not None and one.pattern.is_course and not named.pattern.is_course
    return f"{one.pattern.label} (how it left)" if is_beside else one.pattern.label


def _points(item: Autopsy, label: str, points: tuple[int, int]) -> Iterator[Fact]:
    told = {"pattern": label}
    in_favour, opposed = points
    yield of_loss(item, rule("pattern_for", "Points for", "count", RULE), in_favour, subject=told)
    yield of_loss(item, rule("pattern_against", "Points against", "count", RULE), opposed, subject=told)
    yield of_loss(item, rule("pattern_points", "Points in all", "count", RULE), in_favour - opposed, subject=told)


def evidence_for(item: Autopsy) -> Section:
    named = item.verdict.named
    weighed = evidence_of(named) if named else ()
    title = f"Evidence for {named.pattern.label}" if named else "Evidence for a pattern"
    return Section(
        title=title,
        name="evidence_for",
        layout="signals",
        facts=clue_facts(item, weighed),
        passages=passages(item.loss.record, [found for found, _ in weighed]),
        missing="" if weighed else UNSUPPORTED,
    )


def evidence_against(item: Autopsy) -> Section:
    """What speaks against the named pattern; where nothing does, which other one fits as well."""
    named = item.verdict.named
    weighed = named.against if named else ()
    missing = "" if weighed else _nothing_against(item.verdict) if named else UNSUPPORTED
    return Section(
        title="Evidence against",
        name="evidence_against",
        layout="signals",
        facts=clue_facts(item, weighed),
        passages=passages(item.loss.record, [found for found, _ in weighed]),
        missing=missing,
    )


def _nothing_against(verdict: Verdict) -> str:
    """Another story with points enough to be named is doubt of its own."""
    rivals = [other for other in verdict.others if other.points >= LEAST_POINTS]
    if not rivals or verdict.named is None:
        return NOTHING_AGAINST
    rival = max(rivals, key=lambda other: other.points)
    lead = rival.points - verdict.named.points
    weight = f", with {'more' if lead else 'as many'} points" if lead >= 0 else ""
    how = ", which tells how it left, not why" if rival.pattern.is_course > verdict.named.pattern.is_course else ""
    return f"{NOTHING_AGAINST} directly, but {rival.pattern.label} fits it too{weight}{how}"


def reason(item: Autopsy) -> Section:
    """The reason as filed and in their words, against what the signs say."""
    event = item.loss.event
    facts = [reason_fact(item)] if event else []
    if event and event.kind:
        made = rule("churn_filed_kind", "Kind filed", "text", "as filed in the churn event", ("churn_events",))
        facts.append(of_loss(item, made, quoted(event.kind)))
    facts.append(of_loss(item, rule("churn_signs_say", "The signs say", "text", RULE), _signs_say(item), UNSUPPORTED))
    facts += _agreement(item)
    words = (
        (
            Passage(
                kind="record",
                title=f"Exit feedback, {write_day(event.churned_on)}",
                ref=f"churn_events/{event.churn_event_id}",
                text=quoted(event.feedback),
            ),
        )
        if event and event.feedback
        else ()
    )
    missing = "" if event else lacking(item.record, ("churn_events",)) or NO_EVENT
    return Section(
        title="Reason given against the signs",
        name="reason",
        layout="records",
        facts=tuple(facts),
        passages=words,
        missing=missing,
    )


def _signs_say(item: Autopsy) -> str | None:
    named = item.verdict.named
    return f"{named.pattern.label} ({item.verdict.confidence} confidence)" if named else None


def _agreement(item: Autopsy) -> Iterator[Fact]:
    formula = (
        "the themes of what was filed against those of the named pattern; price, budget, consolidation and no need are "
        "easy answers, often a cover"
    )
    if item.loss.event:
        for name, label, words in (("reason", "Reason", item.stated_reason), ("feedback", "Feedback", item.feedback)):
            because = f"the {name} filed names no theme that can be compared" if item.verdict.named else UNSUPPORTED
            made = rule(f"churn_{name}_agrees", f"{label} against the signs", "text", formula)
            yield of_loss(item, made, item.agreement(words) or None, because)
    if item.judged.is_contradicted:
        made = rule(
            "churn_kind_by_records", "Kind by the records", "text", "unpaid invoices or the end of the business"
        )
        yield of_loss(item, made, item.judged.by_records)


def last_chance(item: Autopsy) -> Section:
    """The last day something could be done and why, how the decision is known, and when health was last not red."""
    chance = item.chance
    facts = [of_loss(item, CHANCE, chance.on.isoformat() if chance.on else None, chance.why)]
    if chance.on:
        facts.append(of_loss(item, rule("churn_last_chance_why", "Why", "text", CHANCE.formula), chance.why))
    facts.append(
        of_loss(item, DECIDED, item.loss.decided_on.isoformat(), inputs={"known_by": decision_words(item.loss)})
    )
    made = rule(
        "churn_could_be_saved",
        "Could have been saved",
        "text",
        f"yes where it was their choice and the first warning sign came {LEAST_LEAD} days or more before the decision",
    )
    is_savable = item.could_be_saved
    facts.append(of_loss(item, made, None if is_savable is None else "yes" if is_savable else "hardly", NO_WARNING))
    facts += _last_health(item)
    return Section(title="Last chance", name="last_chance", layout="lines", facts=tuple(facts))


def _last_health(item: Autopsy) -> Iterator[Fact]:
    found = last_not_red(list(item.health_before))
    looked = ", ".join(str(days) for days in DAYS_BEFORE)
    made = rule(
        "churn_last_not_red", "Last seen green or yellow", "date", f"by health {looked} days before the loss", READS
    )
    because = "its health was red, or not known, on every day it was looked at"
    day = item.loss.on(found[0]).isoformat() if found else None
    yield of_loss(item, made, day, because, inputs={"status": found[1]} if found else {})


def health(item: Autopsy) -> Section:
    """Its scores on the days before the loss."""
    facts = tuple(fact for days, one in item.health_before for fact in _health_on(item, days, one))
    missing = "" if facts else "it paid for too short a time"
    return Section(title="Health before the loss", name="health", layout="table", facts=facts, missing=missing)


def _health_on(item: Autopsy, days: int, one: Health) -> Iterator[Fact]:
    record, company, told = (
        known_on(item.loss.record, item.loss.on(days)),
        item.context.company,
        {"before": f"{days} days"},
    )
    because = None if one.score is not None else one.because
    yield stated(record, SCORE, one.score, company, subject=told, undefined_because=because)
    yield stated(record, HEALTH, one.status, company, subject=told, undefined_because=because)


def losses(items: Sequence[Autopsy]) -> Section:
    """Each loss of the account, the newest first."""
    facts = tuple(fact for item in reversed(items) for fact in _loss_row(item))
    return Section(title="Each loss", name="losses", layout="table", facts=facts)


def _loss_row(item: Autopsy) -> Iterator[Fact]:
    told = {"loss": write_day(item.loss.lost_on)}
    facts = basics(item, told)
    yield from (fact for name, fact in facts.items() if name != "churn_lost_on")
    yield reason_fact(item, told)
