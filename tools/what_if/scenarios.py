"""The scenarios of retention: which accounts they touch and what those would pay at the close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.context import Context
from tools.errors import InvalidRequest, NoData
from tools.health.history import statuses
from tools.names import listed
from tools.what_if_requests import SimulateRetention


@dataclass(frozen=True)
class Balance:
    """One account at both closes of the period."""

    account: str
    name: str
    opening: Decimal
    closing: Decimal

    @property
    def expansion(self) -> Decimal:
        return max(self.closing - self.opening, Decimal(0)) if self.opening and self.closing else Decimal(0)


@dataclass(frozen=True)
class Scenario:
    """`touched` picks accounts, `closing` says what such an account would pay; `words` names it in a sentence."""

    words: Callable[[SimulateRetention, Sequence[Balance]], str]
    touched: Callable[[Context, SimulateRetention, Sequence[Balance]], Sequence[Balance]]
    closing: Callable[[Balance, SimulateRetention], Decimal]


def _named(context: Context, request: SimulateRetention, balances: Sequence[Balance]) -> list[Balance]:
    """Raises UnknownName or AmbiguousName for a name, NoData for an account without a balance in the period."""
    if not request.accounts:
        raise InvalidRequest("Which accounts would leave? Name them.")
    known = {balance.account: balance for balance in balances}
    chosen = [context.vocabulary.account(typed) for typed in request.accounts]
    missing = [context.vocabulary.accounts[account] for account in chosen if account not in known]
    if missing:
        raise NoData(f"{listed(missing)} paid at neither end of the period, so nothing changes; name another account.")
    return [known[account] for account in dict.fromkeys(chosen)]


def _largest(_context: Context, request: SimulateRetention, balances: Sequence[Balance]) -> list[Balance]:
    grown = sorted((item for item in balances if item.expansion), key=lambda item: (-item.expansion, item.name))
    if not grown:
        raise NoData("No account expanded in the period, so there is nothing to leave out; ask for another period.")
    return grown[: request.count]


def _red(context: Context, _request: SimulateRetention, balances: Sequence[Balance]) -> list[Balance]:
    red = statuses(context)
    found = [item for item in balances if red.get(item.account) == "red" and item.closing]
    if not found:
        raise NoData("No account is red, so nothing changes; ask which accounts are yellow.")
    return sorted(found, key=lambda item: (-item.closing, item.name))


def _names(balances: Iterable[Balance]) -> str:
    return listed([item.name for item in balances])


SCENARIOS: Mapping[str, Scenario] = {
    "accounts_leave": Scenario(
        lambda _request, touched: f"if {_names(touched)} left", _named, lambda _balance, _request: Decimal(0)
    ),
    "without_largest_expansions": Scenario(
        lambda _request, touched: f"without the {len(touched)} largest expansions",
        _largest,
        lambda balance, _request: balance.opening,
    ),
    "red_accounts_leave": Scenario(
        lambda _request, touched: f"if all {len(touched)} red accounts left",
        _red,
        lambda _balance, _request: Decimal(0),
    ),
    "renewal_at": Scenario(
        lambda request, touched: f"if {_names(touched)} renewed {_at(request.uplift)}",
        _named,
        lambda balance, request: balance.closing * (1 + Decimal(repr(request.uplift))),
    ),
}


def _at(uplift: float) -> str:
    percent = f"{abs(Decimal(repr(uplift)) * 100).normalize():f} %"
    return "flat" if not uplift else f"at {'plus' if uplift > 0 else 'minus'} {percent}"
