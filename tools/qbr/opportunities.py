"""What the account has not considered yet: features that similar accounts use; more of it only where that fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from tools.adoption.use import RECENT, recent
from tools.evidence import Section
from tools.facts import Fact
from tools.health.view import rule
from tools.qbr.numbers import by_feature, words
from tools.qbr.review import Review
from tools.record.record import Record
from tools.record.stated import source_of

MOST_SHOWN, LEAST_SHARE, LEAST_PEERS = 3, Decimal("0.5"), 3
SHARE = rule(
    "peers_using",
    "Similar accounts that use it",
    "percent",
    f"similar accounts that used the feature in {RECENT} / similar accounts; those it used itself in "
    "them, in the quarter or in the one before are left out",
    ("weeks",),
)


def opportunities(review: Review) -> Section:
    """Features in use at half of the similar accounts or more and not here, the most used first."""
    facts = list(_unused(review))[:MOST_SHOWN]
    title = "What similar accounts use and you do not"
    return Section(title=title, name="expansion", layout="lines", facts=tuple(facts))


def _unused(review: Review) -> Iterator[Fact]:
    peers = [peer for peer in review.peers.records if peer.weeks]
    if len(peers) < LEAST_PEERS:
        return
    known = (*by_feature(review, review.quarter), *by_feature(review, review.before))
    own = {words(feature) for feature in _used(review.record)}.union(known)
    used = Counter(feature for peer in peers for feature in _used(peer))
    for feature, count in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        share = Decimal(count) / len(peers)
        if words(feature) not in own and share >= LEAST_SHARE:
            fact = review.brief.fact(
                SHARE, share, {"feature": words(feature)}, inputs={"using": count, "similar": len(peers)}
            )
            yield fact.model_copy(update={"source": source_of(peers, SHARE.reads)})


def _used(record: Record) -> frozenset[str]:
    return frozenset(feature for week in recent(record) for feature in week.features)
