"""Who the accounts are: the facts of roster.yaml, with what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from random import Random
from typing import Any

from integrations.sample.dice import dice, pick
from integrations.sample.phrases import read_yaml

REGIONS = {
    "NA": ("United States", "Canada"),
    "EMEA": ("United Kingdom", "Germany", "France", "Netherlands", "Spain", "Sweden", "Italy", "Ireland"),
    "APAC": ("Australia", "Singapore", "Japan", "India", "New Zealand"),
    "LATAM": ("Brazil", "Mexico", "Chile", "Colombia"),
}
REGION_OF = {country: region for region, countries in REGIONS.items() for country in countries}
FIRST_INDUSTRIES = ("Logistics", "Healthcare", "Media")
CSMS = {
    ("Enterprise", True): "maya.lindqvist@lumen.example",
    ("Enterprise", False): "tomas.ferreira@lumen.example",
    ("Mid-Market", True): "hannah.okoye@lumen.example",
    ("Mid-Market", False): "jonas.weber@lumen.example",
    ("SMB", True): "sara.haddad@lumen.example",
    ("SMB", False): "sara.haddad@lumen.example",
}
REFERRALS = {"organic search": 26, "partner": 20, "referral": 18, "event": 16, "outbound": 14, "paid search": 6}
TOUCH = {"Enterprise": "high touch", "Mid-Market": "low touch", "SMB": "tech touch"}
BILLING: dict[str, dict[str, float]] = {
    "Enterprise": {"annual": 1.0},
    "Mid-Market": {"annual": 8, "quarterly": 2},
    "SMB": {"annual": 4, "monthly": 6},
}
TRIAL_CHANCE = {"Enterprise": 0.0, "Mid-Market": 0.15, "SMB": 0.4}
TRIAL_LENGTH = timedelta(30)
DISCOUNTS = {"Enterprise": (0.08, 0.2), "Mid-Market": (0.02, 0.12), "SMB": (0.0, 0.05)}


@dataclass(frozen=True)
class Account:
    """One account as it signed. `discount` is a fraction of the list price."""

    number: int
    name: str
    segment: str
    industry: str
    country: str
    plan: str
    signed_on: date
    seats: int
    is_trial: bool = False
    parent: str = ""
    billed: str = ""

    @property
    def account_id(self) -> str:
        return f"ACC-{self.number}"

    @property
    def region(self) -> str:
        return REGION_OF[self.country]

    @property
    def csm(self) -> str:
        return CSMS[self.segment, self.industry in FIRST_INDUSTRIES]

    @cached_property
    def discount(self) -> float:
        return round(self.dice("discount").uniform(*DISCOUNTS[self.segment]), 2)

    @cached_property
    def billing(self) -> str:
        return self.billed or pick(self.dice("billing"), BILLING[self.segment])

    @cached_property
    def trial_from(self) -> date | None:
        """First day of the trial: still running, or before the contract; None where there was none."""
        if self.is_trial:
            return self.signed_on
        tried = self.dice("trial").random() < TRIAL_CHANCE[self.segment]
        return self.signed_on - TRIAL_LENGTH if tried else None

    @property
    def referral_source(self) -> str:
        return pick(self.dice("referral"), REFERRALS)

    @property
    def touch_model(self) -> str:
        pooled = self.segment == "Mid-Market" and self.seats < 13
        return "tech touch" if pooled else TOUCH[self.segment]

    def dice(self, topic: str) -> Random:
        return dice(self.name, topic)

    def row_id(self, prefix: str, position: int) -> str:
        """The identifier of the account's nth row of a table."""
        return f"{prefix}-{self.number}-{position:03d}"


@cache
def load_accounts() -> tuple[Account, ...]:
    """The accounts in the order they signed."""
    entries: list[dict[str, Any]] = read_yaml("roster.yaml")
    return tuple(Account(number=1001 + position, **entry) for position, entry in enumerate(entries))
