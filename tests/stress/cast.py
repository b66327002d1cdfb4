"""The accounts of the company and what befalls each of them: one cause, one decoy, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

FIRST, LAST = date(2023, 11, 1), date(2025, 10, 31)
USUAL_SIZE = 150
Segment = Literal["Starter", "Growth", "Corporate"]

CAUSES = {
    "usage_decline": 7,
    "champion_left": 7,
    "stalled_onboarding": 5,
    "never_adopted": 5,
    "support_trouble": 6,
    "nps_collapse": 4,
    "silence": 6,
    "overbought": 6,
    "payment_failure": 4,
    "sudden_loss": 4,
    "price_objection": 4,
    "competitor": 4,
    "new_executive": 4,
}
DECOYS = {
    "noisy": 8,
    "holiday_dip": 6,
    "angry_ticket": 6,
    "champion_replaced": 5,
    "heavy_leaver": 3,
    "looks_red": 6,
}
READY = 10
ALWAYS_LOST = ("sudden_loss", "heavy_leaver")
NEW_ACCOUNTS = ("stalled_onboarding", "never_adopted")
MANAGED = ("champion_left", "silence", "overbought", "new_executive", "ready", "champion_replaced")
HOLIDAYS = (date(2024, 12, 19), date(2025, 8, 4), date(2024, 8, 5))
SEATS = {"Starter": (4, 12), "Growth": (15, 50), "Corporate": (60, 110)}
CSMS = ("ida.brandt", "marek.nowak", "chloe.fabre", "owen.pryce", "s.lindqvist", "tomas.rey")
COUNTRIES = ("DE", "FR", "UK", "NL", "AT", "IT", "PL")
TRADES = ("Facility care", "Lift maintenance", "Heating & cooling", "Grounds", "Cleaning", "Fire safety", "Housing")
FRONT = ("Nordlicht", "Harbour", "O'Malley", "Kestrel", "Beaumont", "Kästner", "Villeneuve", "Pine & Sons", "Aldgate",
         "Marigold", "Rietveld", "Santoro", "Lumen", "Grünwald", "Tern", "Ashdown", "Cobalt", "Vermeer", "Halden",
         "Quill", "Ostsee", "Bramble", "Delacroix", "Winther", "Sable")  # fmt: skip
BACK = ("Lifts", "Facilities", "Gebäudedienste", "Services", "Maintenance, Ltd.", "Group", "Property Care", "Technik")


@dataclass(frozen=True)
class Story:
    """What was planted. `cause` and `decoy` are never both set; `lost_on` may be set with neither seen before."""

    cause: str = ""
    decoy: str = ""
    ready: bool = False
    onset: date | None = None
    lost_on: date | None = None
    is_faint: bool = False

    def days_in(self, day: date) -> int:
        """Days since the onset, -1 before it or without one."""
        return (day - self.onset).days if self.onset and day >= self.onset else -1


@dataclass(frozen=True)
class Account:
    """One account; `share` of its seats is in use, `mood` is its usual 0-10 answer."""

    number: int
    seed: int
    name: str
    segment: Segment
    seats: int
    share: float
    mood: float
    country: str
    trade: str
    csm: str
    signed_on: date
    story: Story

    @property
    def key(self) -> str:
        return f"C{10_000 + self.number * 37}"

    @property
    def last_day(self) -> date:
        return min(self.story.lost_on or LAST, LAST)

    def dice(self, part: str) -> Random:
        """The account's own chance for one part of its life: another part's length does not change it."""
        return Random(f"{self.seed}/{self.number}/{part}")


def cast(seed: int, size: int = USUAL_SIZE) -> tuple[Account, ...]:
    roles = list(_roles(size))
    Random(f"{seed}/roles").shuffle(roles)
    names = _names(seed)
    return tuple(_account(seed, number, role, names[number]) for number, role in enumerate(roles))


def _roles(size: int) -> Iterator[str]:
    quotas = {**CAUSES, **DECOYS, "ready": READY}
    filled = 0
    for role, quota in quotas.items():
        count = max(1, quota * size // USUAL_SIZE)
        filled += count
        yield from [role] * count
    yield from ["plain"] * (size - filled)


def _names(seed: int) -> list[str]:
    names = [f"{front} {back}" for front in FRONT for back in BACK]
    Random(f"{seed}/names").shuffle(names)
    return names


def _account(seed: int, number: int, role: str, name: str) -> Account:
    dice = Random(f"{seed}/{number}/cast")
    segments: tuple[Segment, ...] = ("Starter", "Growth", "Corporate")
    segment = dice.choices(segments, (0, 70, 30) if role in MANAGED else (52, 35, 13))[0]
    story = _story(dice, role)
    return Account(
        number=number,
        seed=seed,
        name=name,
        segment=segment,
        seats=dice.randint(*SEATS[segment]),
        share=dice.uniform(0.62, 0.85),
        mood=dice.gauss(8.3, 0.7),
        country="FR" if role == "holiday_dip" else dice.choice(COUNTRIES),
        trade=dice.choice(TRADES),
        csm=f"{dice.choice(CSMS)}@fernhill.example",
        signed_on=_signed_on(dice, role, story),
        story=story,
    )


def _story(dice: Random, role: str) -> Story:
    if role == "plain":
        return Story()
    if role == "ready":
        return Story(ready=True, onset=LAST - timedelta(days=dice.randint(110, 190)))
    if role in DECOYS and role not in ALWAYS_LOST:
        onset = dice.choice(HOLIDAYS) if role == "holiday_dip" else LAST - timedelta(days=dice.randint(45, 500))
        return Story(decoy=role, onset=onset)
    faint = dice.random() < 0.3
    if role not in ALWAYS_LOST and dice.random() < 0.35:
        return Story(cause=role, onset=LAST - timedelta(days=dice.randint(50, 200)), is_faint=faint)
    lost_on = date(2024, 8, 1) + timedelta(days=dice.randint(0, (LAST - date(2024, 8, 1)).days - 3))
    if role in ALWAYS_LOST:
        is_cause = role in CAUSES
        return Story(role if is_cause else "", "" if is_cause else role, onset=lost_on, lost_on=lost_on)
    return Story(cause=role, onset=lost_on - timedelta(days=dice.randint(40, 200)), lost_on=lost_on, is_faint=faint)


def _signed_on(dice: Random, role: str, story: Story) -> date:
    """Losses fall on the end of a yearly term, but for accounts that never got going."""
    if story.onset and role in NEW_ACCOUNTS:
        return story.onset - timedelta(days=60 if role == "never_adopted" else dice.randint(12, 35))
    if story.lost_on:
        return story.lost_on - timedelta(days=365 * dice.randint(1, 4))
    if story.onset:
        return story.onset - timedelta(days=dice.randint(240, 1400))
    if dice.random() < 0.65:
        return FIRST - timedelta(days=dice.randint(30, 1500))
    return FIRST + timedelta(days=dice.randint(0, 560))
