"""The bands that readers of the field judge a figure by. Source: DOMAIN sections 2, 3 and 10."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.facts import Unit


@dataclass(frozen=True)
class Band:
    """From `least` up to `most`, in the benchmark's unit; None where it is open. `says` is what it is called."""

    says: str
    least: Decimal | None
    most: Decimal | None = None

    def holds(self, figure: Decimal) -> bool:
        return (self.least is None or figure >= self.least) and (self.most is None or figure <= self.most)


@dataclass(frozen=True)
class Benchmark:
    """A figure with its usual bands, the best first; `metric` measures it in the data. Where two bands meet, the better
    one has the edge; bands that are `kinds` of accounts may overlap, and all that hold a figure are named."""

    name: str
    label: str
    unit: Unit
    bands: tuple[Band, ...]
    metric: str = ""
    note: str = ""
    are_kinds: bool = False

    def holding(self, figure: Decimal) -> tuple[Band, ...]:
        found = tuple(band for band in self.bands if band.holds(figure))
        return found if self.are_kinds else found[:1]


def _bands(*bands: tuple[str, float | None, float | None]) -> tuple[Band, ...]:
    return tuple(Band(says, _exact(least), _exact(most)) for says, least, most in bands)


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(repr(number))


MILLION = 1_000_000
BENCHMARKS: Mapping[str, Benchmark] = {
    item.name: item
    for item in (
        Benchmark(
            "net_revenue_retention",
            "NRR",
            "percent",
            _bands(
                ("best in class", 1.2, None), ("strong", 1.1, 1.2), ("acceptable", 1.0, 1.1), ("a warning", None, 1.0)
            ),
            "net_revenue_retention",
            "at 100 % the same accounts pay the same in sum as before, above it the base grows by itself; read it with "
            "GRR, since a strong NRR over a weak GRR is a leak hidden by expansion",
        ),
        Benchmark(
            "gross_revenue_retention",
            "GRR",
            "percent",
            _bands(
                ("best in class", 0.95, None),
                ("strong", 0.9, 0.95),
                ("acceptable", 0.85, 0.9),
                ("a warning", None, 0.85),
            ),
            "gross_revenue_retention",
            "portfolios of small businesses run lower, so the same figure is worth more there; a steady one may hide "
            "newer cohorts that keep less than older ones",
        ),
        Benchmark(
            "ltv_to_cac",
            "LTV:CAC",
            "ratio",
            _bands(
                ("healthy", 3, None),
                ("thin: it earns its cost back and little more", 1, 3),
                ("destroying value with each new account", None, 1),
            ),
            "ltv_to_cac",
            "at 1:1 a unit is spent to win a unit, which only carries in special circumstances",
        ),
        Benchmark(
            "rule_of_40",
            "Rule of 40",
            "percent",
            _bands(("in balance", 0.4, None), ("below the rule", None, 0.4)),
            "rule_of_40",
            "growth plus profit margin: growth of 100 % carries a loss of 60 %, growth of 40 % none, growth of 20 % "
            "needs a margin of 20 %",
        ),
        Benchmark(
            "accounts_per_csm",
            "Accounts per CSM",
            "count",
            _bands(
                ("usual in enterprise", 5, 15),
                ("usual in mid-market", 20, 50),
                ("usual in SMB", 75, 200),
                ("usual in tech touch", 500, None),
                ("usual in high touch", 10, 30),
                ("usual in low touch", 50, 150),
            ),
            "accounts_per_csm",
            "20 to 30 % fewer where CSMs carry an expansion target",
            are_kinds=True,
        ),
        Benchmark(
            "arr_per_csm",
            "ARR per CSM",
            "money",
            _bands(
                ("usual in enterprise and mid-market", 2 * MILLION, 5 * MILLION),
                ("usual in SMB", 2 * MILLION, 4 * MILLION),
                ("usual in tech touch", 1 * MILLION, 3 * MILLION),
            ),
            "arr_per_csm",
            are_kinds=True,
        ),
        Benchmark(
            "account_arr",
            "ARR of an account",
            "money",
            _bands(
                ("enterprise", 250_000, None),
                ("mid-market", 50_000, 250_000),
                ("SMB", 10_000, 50_000),
                ("high touch", 100_000, None),
                ("low touch", 25_000, 100_000),
                ("tech touch", None, 25_000),
            ),
            note="strategic, growth or reference value may justify an exception",
            are_kinds=True,
        ),
        Benchmark(
            "csm_cost",
            "Fully loaded cost of a CSM",
            "money",
            _bands(("usual", 150_000, 250_000)),
            note="a year, with salary, benefits, tools and overhead",
        ),
        Benchmark(
            "cs_cost_share",
            "Cost of CS of the retention it brings",
            "percent",
            _bands(("what most CFOs accept", None, 0.3), ("more than most CFOs accept", 0.3, None)),
        ),
    )
}
