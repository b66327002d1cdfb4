"""review_adoption: how one account uses the product, against its own past and against similar accounts."""

from __future__ import annotations

from collections.abc import Iterator

from tools.account_requests import ReviewAdoption
from tools.adoption.against import compared, named, peers_fact
from tools.adoption.peers import peers_of
from tools.adoption.use import USE
from tools.book.actions import first_play, plays_section
from tools.company import Company
from tools.context import Context
from tools.errors import NoData
from tools.evidence import Evidence, Section, in_sections
from tools.measure import scope_words
from tools.periods import write_day
from tools.record.choosing import record_of
from tools.record.reading import read_records
from tools.record.record import Record
from tools.record.stated import measured, require_tables
from tools.signals.catalogue import SIGNALS, open_signals
from tools.signals.features import knowing_features
from tools.signals.signal import Signal
from tools.signals.stating import passages_of, signal_fact

HEAD = ("active_licensed_share", "breadth_share", "usage_trend")


def review_adoption(context: Context, request: ReviewAdoption) -> Evidence:
    """Raises UnknownName or AmbiguousName for the account, NoData when it does not pay or no use is recorded at all."""
    record = record_of(context, request.account)
    if not record.is_paying:
        raise NoData(
            f"{record.account.name} does not pay at the close of {write_day(record.day)}, so it adopts nothing."
        )
    require_tables(record, "Adoption", ("usage_events",))
    company = knowing_features(context)
    peers = peers_of(record, read_records(context).values())
    facts = {name: measured(record, measure, company) for name, measure in USE.items()}
    signals = open_signals(record, company, [kind for kind in SIGNALS.values() if kind.family == "usage"])
    rest = tuple(fact for name, fact in facts.items() if name not in HEAD)
    return in_sections(
        tuple(facts[name] for name in HEAD),
        (
            Section(title="Use", layout="lines", facts=(*rest, peers_fact(record, peers, company))),
            *_signs(record, signals, company),
            compared(record, peers, company),
            named(peers, company),
            *plays_section([first_play(context, {signal.name for signal in signals})]),
        ),
        title=f"Adoption of {record.account.name}",
        assumptions=(
            f"the last four whole weeks up to {write_day(context.as_of)}",
            f"similar accounts: {peers.rule}",
            *scope_words(context),
        ),
    )


def _signs(record: Record, signals: tuple[Signal, ...], company: Company) -> Iterator[Section]:
    if signals:
        facts = tuple(signal_fact(record, signal, company) for signal in signals)
        passages = tuple(passage for signal in signals for passage in passages_of(record, signal))
        yield Section(title="Signals", layout="signals", facts=facts, passages=passages)
