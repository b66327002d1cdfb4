"""What a run found: one result per case, and the totals that follow from them. Its JSON is what a run leaves behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pydantic import computed_field

from evals.case import Strict
from evals.verdict import VERDICTS, Verdict


class CaseResult(Strict):
    """One case, told by its worst attempt. `expected` and `got` are for people; `ms` is the attempt's total time."""

    id: str
    kind: str
    question: str
    badly_phrased: bool
    verdict: Verdict
    right_attempts: int
    expected: str
    got: str
    faults: tuple[str, ...] = ()
    ms: float


class Totals(Strict):
    """How many cases got each verdict; right and wrong are fractions of all."""

    cases: int
    counts: dict[Verdict, int]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def right(self) -> float:
        return self._share("right")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def wrong(self) -> float:
        return self._share("wrong_without_warning")

    def _share(self, verdict: Verdict) -> float:
        return round(self.counts[verdict] / self.cases, 6) if self.cases else 0.0


class Report(Strict):
    """A case is right when every one of `repeat` attempts was (pass^k); `right_attempts` counts them one by one."""

    company: str
    model: str
    repeat: int
    results: tuple[CaseResult, ...]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def totals(self) -> Totals:
        return totals_of(self.results)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def badly_phrased(self) -> Totals:
        return totals_of(result for result in self.results if result.badly_phrased)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def by_kind(self) -> dict[str, Totals]:
        """In the order in which the kinds first occur."""
        kinds = dict.fromkeys(result.kind for result in self.results)
        return {kind: totals_of(result for result in self.results if result.kind == kind) for kind in kinds}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def right_attempts(self) -> float:
        """The share of single attempts that were right."""
        attempts = len(self.results) * self.repeat
        return round(sum(result.right_attempts for result in self.results) / attempts, 6) if attempts else 0.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def p50_ms(self) -> float:
        return self._slowest_of(0.50)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def p95_ms(self) -> float:
        return self._slowest_of(0.95)

    def _slowest_of(self, share: float) -> float:
        """The time within which that share of the cases was answered (nearest rank)."""
        times = sorted(result.ms for result in self.results)
        return times[max(0, -int(-share * len(times) // 1) - 1)] if times else 0.0


def totals_of(results: Iterable[CaseResult]) -> Totals:
    counted = Counter(result.verdict for result in results)
    return Totals(cases=counted.total(), counts={verdict: counted[verdict] for verdict in VERDICTS})
