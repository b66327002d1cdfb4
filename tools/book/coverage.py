"""Coverage: how many accounts and how much ARR each CSM carries against usual bands, and who was not spoken to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.book.measures import ARR, MEASURES
from tools.book.owners import owner_name
from tools.evidence import Section
from tools.facts import Fact
from tools.names import normal
from tools.record.group import Group, in_order
from tools.record.record import Record
from tools.record.stated import Rule, lacking, measured

CONTACT = MEASURES["days_since_contact"]


@dataclass(frozen=True)
class Band:
    """How many accounts of a segment one CSM usually carries; `most` is None where there is no upper end."""

    least: int
    most: int | None

    @property
    def words(self) -> str:
        return f"{self.least} and more" if self.most is None else f"{self.least} to {self.most}"

    @property
    def full(self) -> int:
        """The number that fills one person's time."""
        return self.most or self.least

    def verdict(self, count: int) -> str:
        if self.most is not None and count > self.most:
            return "above the band"
        return "below the band" if count < self.least else "within the band"


# Usual bands of the field, by the words companies use for a segment.
ENTERPRISE, MID_MARKET, SMALL, TECH_TOUCH = Band(5, 15), Band(20, 50), Band(75, 200), Band(500, None)
BANDS: Mapping[str, Band] = {
    "enterprise": ENTERPRISE,
    "strategic": ENTERPRISE,
    "mid market": MID_MARKET,
    "midmarket": MID_MARKET,
    "smb": SMALL,
    "small business": SMALL,
    "tech touch": TECH_TOUCH,
    "digital": TECH_TOUCH,
}
ARR_BAND, ARR_BAND_CURRENCY = "$2M to $5M", "USD"
READS = ("account", "lines")
ACCOUNTS = Rule("csm_accounts", "Accounts", "count", "paying accounts that name the CSM", READS)
CSM_ARR = Rule("csm_arr", "ARR", "money", "ARR of the paying accounts that name the CSM", READS)
LOAD = Rule(
    "csm_load",
    "Load",
    "percent",
    "sum over the segments of accounts / the upper end of the segment's usual band (500 for tech touch)",
    READS,
)
SHARE_COVERED = Rule(
    "share_covered",
    "Share covered",
    "percent",
    "accounts with a meaningful interaction within the company's contact gap / accounts",
    (*READS, "interactions"),
)
BAND = Rule("usual_band", "Usual band", "text", "accounts of the segment per CSM usual in the field", READS)
VERDICT = Rule("band_verdict", "Against it", "text", "accounts of the segment against the usual band", READS)


def coverage_head(group: Group) -> tuple[Fact, ...]:
    """Accounts and ARR in all and per CSM, and the share spoken to lately."""
    count = len(_by_csm(group))
    carried = group.only(lambda record: record.account.csm is not None)
    arr = sum((record.arr for record in carried.records), Decimal(0))
    per_csm = Rule("accounts_per_csm", "Accounts per CSM", "count", "paying accounts / CSMs they name", READS)
    arr_per_csm = Rule("arr_per_csm", "ARR per CSM", "money", "their ARR / CSMs they name", READS)
    because = None if count else "no account names a CSM"
    inputs = {"accounts": len(carried.records), "arr": arr, "csms": count}
    mean = Decimal(len(carried.records)) / count if count else None
    return (
        carried.fact(per_csm, mean, inputs=inputs, undefined_because=because),
        carried.fact(arr_per_csm, arr / count if count else None, inputs=inputs, undefined_because=because),
        _covered(group),
    )


def coverage_sections(group: Group, limit: int) -> Iterator[Section]:
    by_csm = _by_csm(group)
    facts = [fact for name, own in by_csm.items() for fact in _person(name, own)]
    missing = "" if by_csm else "the accounts name no CSM"
    yield Section(title="By CSM", layout="table", facts=tuple(facts), missing=missing)
    bands = [fact for name, own in by_csm.items() for fact in _segments(name, own)]
    missing = "" if bands or not by_csm else "the accounts have no segment with a usual band"
    yield Section(title="Against the usual bands", layout="table", facts=tuple(bands), missing=missing)
    yield _not_spoken_to(group, limit)


def _by_csm(group: Group) -> dict[str, Group]:
    """The accounts of each CSM, the largest ARR first; those without one are nobody's."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in group.records:
        if record.account.csm is not None:
            found[owner_name(record, group.company)].append(record)
    ordered = sorted(found.items(), key=lambda item: (-sum(record.arr for record in item[1]), item[0]))
    return {name: Group(group.context, tuple(own)) for name, own in ordered}


def _person(name: str, own: Group) -> Iterator[Fact]:
    subject = {"csm": name}
    arr = sum((record.arr for record in own.records), Decimal(0))
    yield own.fact(ACCOUNTS, len(own.records), subject=subject)
    yield own.fact(CSM_ARR, arr, subject=subject)
    banded = [band for record in own.records if (band := band_of(record))]
    load = sum((Decimal(1) / band.full for band in banded), Decimal(0))
    because = None if banded else "no account has a segment with a usual band"
    yield own.fact(
        LOAD, load if banded else None, subject=subject, inputs={"accounts": len(banded)}, undefined_because=because
    )
    yield _covered(own).model_copy(update={"subject": subject})


def _segments(name: str, own: Group) -> Iterator[Fact]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in own.records:
        if band_of(record):
            found[record.account.segment or ""].append(record)
    for segment, records in sorted(found.items()):
        part, band = Group(own.context, tuple(records)), BANDS[normal(segment)]
        subject = {"csm": name, "segment": segment}
        yield part.fact(ACCOUNTS, len(records), subject=subject)
        yield part.fact(BAND, band.words, subject=subject)
        yield part.fact(VERDICT, band.verdict(len(records)), subject=subject)


def band_of(record: Record) -> Band | None:
    return BANDS.get(normal(record.account.segment or ""))


def _covered(group: Group) -> Fact:
    missing = next((lacking(record, CONTACT.needs) for record in group.records), "there is no account")
    if missing:
        return group.fact(SHARE_COVERED, None, undefined_because=missing)
    spoken = len(group.records) - len(_silent(group))
    inputs = {"spoken_to": spoken, "accounts": len(group.records)}
    return group.fact(SHARE_COVERED, Decimal(spoken) / len(group.records), inputs=inputs)


def _silent(group: Group) -> list[Record]:
    """Accounts without a meaningful interaction within the company's contact gap."""
    gap = group.company.thresholds.contact_gap_days
    return [item for item in group.records if not item.talks or item.days_since(item.talks[-1].happened_on) > gap]


def _not_spoken_to(group: Group, limit: int) -> Section:
    missing = next((lacking(record, CONTACT.needs) for record in group.records), "")
    title = f"No contact in {group.company.thresholds.contact_gap_days} days"
    if missing:
        return Section(title=title, layout="table", missing=missing)
    silent = in_order(_silent(group), lambda record: record.arr)
    company = group.company
    facts = (fact for one in silent[:limit] for fact in (measured(one, ARR, company), measured(one, CONTACT, company)))
    more, none = max(0, len(silent) - limit), "" if silent else "every account was spoken to"
    return Section(title=title, layout="table", facts=tuple(facts), more=more, missing=none)
