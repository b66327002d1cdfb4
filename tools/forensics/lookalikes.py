"""Live accounts that look today as lost ones did before they left, told with the signs they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from tools.context import Context
from tools.evidence import Section
from tools.facts import Fact
from tools.forensics.likeness import NO_SIGN, RULE, Alike, Portrait, alike, before_loss, live_portraits, usual_signs
from tools.forensics.losses import Loss
from tools.forensics.stating import READS, rule
from tools.health.history import healths
from tools.periods import write_day
from tools.record.record import Record
from tools.record.stated import stated
from tools.signals.catalogue import SIGNALS

MOST_ALIKE, MOST_SIGNS = 5, 4
LIKENESS = rule("churn_likeness", "Alike", "percent", RULE)
STORY = rule("churn_story", "Story so far", "text", "the pattern that its signs tell by now, by the table of patterns")
SIGNS = rule("churn_shared_signs", "Signs shared", "text", "the risk signs open at both, the weightiest first")
LIVE_ARR = rule("arr", "ARR", "money", "annualised amount of the paid lines live at the close", ("lines",))
STATUS = rule("health_status", "Health", "text", "the score against the company's thresholds, or lower by grave signs")
RENEWS = rule("renewal_due", "Renewal", "date", "day of the earliest renewal not decided yet", ("renewals",))
NOBODY = "no live account shares enough signs with it"


def likest(context: Context, loss: Loss) -> tuple[Alike, ...]:
    """The live accounts most like one lost account."""
    portrait = before_loss(loss)
    live = live_portraits(context)
    return alike(live.values(), portrait, usual_signs(live.values())) if portrait and portrait.signs else ()


def best_matches(context: Context, losses: Iterable[Loss]) -> tuple[Alike, ...]:
    """Each live account with the lost one it is most like, the most alike first."""
    best: dict[str, Alike] = {}
    for loss in losses:
        for item in likest(context, loss):
            key = item.live.loss.record.account.account_id
            if key not in best or _rank(item) < _rank(best[key]):
                best[key] = item
    return tuple(sorted(best.values(), key=_rank))


def of_one(context: Context, loss: Loss, most: int = MOST_ALIKE) -> Section:
    portrait = before_loss(loss)
    found = likest(context, loss)
    missing = "" if found else NO_SIGN if portrait is None or not portrait.signs else NOBODY
    return _section(context, found, most, missing)


def of_several(context: Context, losses: Sequence[Loss], most: int = MOST_ALIKE) -> Section:
    found = best_matches(context, losses)
    return _section(context, found, most, "" if found else NOBODY, is_named=True)


def like_the_lost(context: Context, live: Portrait, lost: Iterable[Portrait], most: int = MOST_ALIKE) -> Section:
    """The lost accounts that a live one looks like, as these stood 90 days before they left."""
    usual = usual_signs(live_portraits(context).values())
    pairs = (item for portrait in lost for item in alike((live,), portrait, usual))
    found = sorted(pairs, key=lambda item: (not item.is_same_story, -item.share))
    facts = tuple(fact for item in found[:most] for fact in _lost_row(context, item))
    missing = "" if found else "it shares too few signs with any lost account as that stood before its loss"
    more = max(len(found) - most, 0)
    return Section(
        title="Lost accounts that looked like it", name="lookalikes", layout="table", facts=facts, more=more,
        missing=missing,
    )  # fmt: skip


def _rank(item: Alike) -> tuple[bool, float, str]:
    return not item.is_same_story, -item.share, item.live.loss.record.account.name


def _section(context: Context, found: Sequence[Alike], most: int, missing: str, *, is_named: bool = False) -> Section:
    facts = tuple(fact for item in found[:most] for fact in _row(context, item, is_named=is_named))
    return Section(
        title="Live accounts that look alike",
        name="lookalikes",
        layout="table",
        facts=facts,
        more=max(len(found) - most, 0),
        missing=missing,
    )


def _row(context: Context, item: Alike, *, is_named: bool) -> Iterator[Fact]:
    record, company = item.live.loss.record, context.company
    lost = item.lost.loss.record.account.name
    yield stated(record, LIKENESS, _exact(item), company, inputs={"lost_account": lost})
    yield _story(record, item.live, context)
    health = healths(context)[record.account.account_id]
    because = None if health.status else health.because
    yield stated(record, STATUS, health.status, company, undefined_because=because)
    yield stated(record, LIVE_ARR, record.arr, company)
    yield _renewal(record, context)
    # The lost account is named with the signs: a row of figures is about the live one alone.
    yield stated(record, SIGNS, f"{signs_in_words(item)}{f'; like {lost}' if is_named else ''}", company)


def _lost_row(context: Context, item: Alike) -> Iterator[Fact]:
    lost, company = item.lost.loss, context.company
    record = lost.record
    inputs = {"seen_on": record.day.isoformat()}
    yield stated(record, LIKENESS, _exact(item), company, inputs=inputs)
    yield _story(record, item.lost, context)
    yield stated(record, SIGNS, signs_in_words(item), company)
    seen = rule("churn_seen_on", "As it stood on", "date", "90 days before the loss", READS)
    yield stated(record, seen, record.day.isoformat(), company)


def _story(record: Record, portrait: Portrait, context: Context) -> Fact:
    named = portrait.verdict.named
    because = None if named else "its signs tell no pattern"
    return stated(record, STORY, named.pattern.label if named else None, context.company, undefined_because=because)


def _renewal(record: Record, context: Context) -> Fact:
    renewal = record.next_renewal
    because = None if renewal else "no open renewal is on record"
    value = renewal.due_on.isoformat() if renewal else None
    return stated(record, RENEWS, value, context.company, undefined_because=because)


def _exact(item: Alike) -> Decimal:
    return Decimal(f"{item.share:.3f}")


def signs_in_words(item: Alike) -> str:
    """ "Champion left since 20 Feb 2026; Use dropped since 5 Apr 2026": when each began at the live account."""
    words = (f"{SIGNALS[name].label} since {write_day(item.live.signs[name].began)}" for name in item.shared)
    return "; ".join(list(words)[:MOST_SIGNS])
