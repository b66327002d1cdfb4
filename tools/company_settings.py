"""What a company may set about its accounts: health weights, forecast probabilities, the limits of signals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.signals.norms import Norms

Status = Literal["green", "yellow", "red"]
Bucket = Literal["committed", "likely", "at_risk", "critical"]
STATUSES: tuple[Status, ...] = ("red", "yellow", "green")
BUCKETS: tuple[Bucket, ...] = ("committed", "likely", "at_risk", "critical")


class Settings(BaseModel):
    """A table of company.toml. What Steward does not know is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Weights(Settings):
    """How much each input counts; only their proportions matter."""

    usage: float = Field(default=0.35, ge=0)
    sentiment: float = Field(default=0.30, ge=0)
    relationship: float = Field(default=0.35, ge=0)

    @model_validator(mode="after")
    def _some_weight(self) -> Weights:
        if not self.usage + self.sentiment + self.relationship:
            raise ValueError("at least one health weight must be above zero")
        return self


class Levels(Settings):
    """The least score of a green and of a yellow account; below is red."""

    green: float = Field(default=70, gt=0, le=100)
    yellow: float = Field(default=45, ge=0, lt=100)

    @model_validator(mode="after")
    def _in_order(self) -> Levels:
        if self.yellow >= self.green:
            raise ValueError("the yellow threshold must lie below the green one")
        return self


class Response(Settings):
    """What a status asks for: an action, the role that owns it, and within how many days."""

    action: str
    owner: str
    within_days: int = Field(ge=0)


RESPONSES: Mapping[Status, Response] = {
    "red": Response(
        action="agree a rescue plan with the account's sponsor", owner="csm with their manager", within_days=2
    ),
    "yellow": Response(action="call the account and settle what slipped", owner="csm", within_days=7),
    "green": Response(action="keep the rhythm and look for the next goal", owner="csm", within_days=30),
}


class Caps(Settings):
    """Whether grave signs hold a status down, and the names of those that shall not."""

    enabled: bool = True
    ignore: tuple[str, ...] = ()


class HealthSettings(Settings):
    """Weights of the inputs and levels, for the company and for single segments, the caps and the responses.

    Below `least_coverage`, the share of the weight that is known, an account has no score.
    """

    weights: Weights = Weights()
    segments: Mapping[str, Weights] = Field(default_factory=dict)
    thresholds: Levels = Levels()
    segment_thresholds: Mapping[str, Levels] = Field(default_factory=dict)
    caps: Caps = Caps()
    least_coverage: float = Field(default=0.15, ge=0, le=1)
    responses: Mapping[Status, Response] = Field(default_factory=lambda: dict(RESPONSES))

    def weights_of(self, segment: str | None) -> Weights:
        return self.segments.get(segment or "", self.weights)

    def response_of(self, status: Status) -> Response:
        return self.responses.get(status, RESPONSES[status])

    def levels_of(self, segment: str | None) -> Levels:
        return self.segment_thresholds.get(segment or "", self.thresholds)

    def status_of(self, score: float, segment: str | None) -> Status:
        levels = self.levels_of(segment)
        if score >= levels.green:
            return "green"
        return "yellow" if score >= levels.yellow else "red"

    @property
    def levels_in_words(self) -> str:
        """ "green from 70, yellow from 45 (SMB: 60 and 40)"."""
        own = [f"{name}: {one.green:g} and {one.yellow:g}" for name, one in self.segment_thresholds.items()]
        exceptions = f" ({', '.join(own)})" if own else ""
        return f"green from {self.thresholds.green:g}, yellow from {self.thresholds.yellow:g}{exceptions}"


PROBABILITIES: Mapping[Bucket, float] = {"committed": 0.95, "likely": 0.80, "at_risk": 0.50, "critical": 0.20}


class ForecastSettings(Settings):
    """The chance, 0 to 1, that a renewal of each bucket closes."""

    probabilities: Mapping[Bucket, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=lambda: dict(PROBABILITIES)
    )

    def probability_of(self, bucket: Bucket) -> float:
        return self.probabilities.get(bucket, PROBABILITIES[bucket])


class Targets(Settings):
    """What the company means to reach over twelve months, as fractions (1.08 is 108 %); None where none is set."""

    net_revenue_retention: float | None = Field(default=None, gt=0)
    gross_revenue_retention: float | None = Field(default=None, gt=0, le=1)
    logo_retention: float | None = Field(default=None, gt=0, le=1)

    def of(self, metric: str) -> Decimal | None:
        """The target of a metric by name."""
        value = getattr(self, metric, None)
        return None if value is None else Decimal(repr(value))


class SuccessPlans(Settings):
    """Which products are paid success plans, and the segments they are meant for (all when none is named)."""

    products: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


class Thresholds(Settings):
    """When a signal fires. Days and weeks; shares are fractions. `norms` are read from the data, never set."""

    stall_days: int = 21
    plateau_weeks: int = 12
    activation_features: int = 5
    activation_days: int = 60
    contact_gap_days: int = 45
    champion_silence_days: int = 60
    features_available: int | None = None
    usage_drop: float = 0.30
    usage_growth: float = 0.30
    licence_use_low: float = 0.40
    licence_use_high: float = 0.90
    usage_limit_high: float = 0.85
    breadth_low: float = 0.30
    renewal_days: int = 90
    overdue_days: int = 15
    qbr_days: int = 180
    detractor_score: float = 6
    unhappy_score: float = 2
    norms: Norms = Field(default=Norms(), exclude=True, repr=False)
