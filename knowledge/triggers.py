"""What sets a play off: signals of an account by name, and the status of its health."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

Signal = Literal[
    "usage_drop",
    "usage_plateau",
    "usage_growth",
    "licences_low",
    "licences_near_limit",
    "usage_near_limit",
    "breadth_narrow",
    "breadth_falling",
    "breadth_growing",
    "errors_rising",
    "champion_left",
    "champion_silent",
    "single_threaded",
    "new_executive",
    "contact_silence",
    "nps_low",
    "nps_drop",
    "csat_low",
    "tickets_rising",
    "tone_negative",
    "escalation",
    "promoter",
    "missed_commitment",
    "missed_goal",
    "invoice_overdue",
    "renewal_near",
    "contraction",
    "onboarding_stalled",
    "onboarding_drift",
    "onboarding_premature",
    "mentions_price",
    "mentions_competitor",
    "mentions_budget",
    "mentions_missing_feature",
    "mentions_reorganisation",
    "mentions_expectation",
    "mentions_growth",
    "mentions_leaving",
    "open_opportunity",
    "advocacy",
]
Status = Literal["red", "yellow", "green"]


class Trigger(BaseModel):
    """When a play applies: `all` of these signals, at least one of `any`, not one of `none`, one of these statuses.

    What is left empty asks for nothing; a trigger that asks for nothing at all is refused.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    all: tuple[Signal, ...] = ()
    any: tuple[Signal, ...] = ()
    none: tuple[Signal, ...] = ()
    status: tuple[Status, ...] = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> Trigger:
        if not (self.all or self.any or self.status):
            raise PydanticCustomError("empty_trigger", "names nothing that must be there")
        return self
