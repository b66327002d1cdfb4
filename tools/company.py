"""What a company says about itself: name, currency, fiscal year, the policy on who sees what."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from tools.company_settings import ForecastSettings, HealthSettings, SuccessPlans, Targets, Thresholds
from tools.differences.retired import Retired

Role = Literal["csm", "manager", "leader", "finance", "admin"]


class Person(BaseModel):
    """One row of people.csv."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    email: str
    slack_user_id: str = ""
    role: Role = "csm"
    team: str = ""
    manager: str = ""


class Company(BaseModel):
    """The settings of one company that change what numbers mean or who may see them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = "the company"
    currency: str = "USD"
    warehouse: SecretStr = SecretStr("")
    fiscal_year_start: int = Field(default=1, ge=1, le=12)
    public_channels: Literal["post", "private_reply"] = "private_reply"
    allowed_links: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    health: HealthSettings = HealthSettings()
    forecast: ForecastSettings = ForecastSettings()
    thresholds: Thresholds = Thresholds()
    targets: Targets = Targets()
    success_plans: SuccessPlans = SuccessPlans()
    retired: tuple[Retired, ...] = ()

    def person(self, email: str) -> Person | None:
        return next((person for person in self.people if person.email.lower() == email.strip().lower()), None)

    def name_of(self, csm: str) -> str:
        """How people call who is recorded as a CSM: the name in people.csv, else what is recorded."""
        person = self.person(csm)
        return person.name if person else csm
