"""Whether a written number is a fair rounding of a value. Rounding to zero or to one digit is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from assistant.claims.cues import Looseness
from assistant.claims.numbers import Number

HALVES = (ROUND_HALF_UP, ROUND_HALF_EVEN)
WAYS: Mapping[Looseness, tuple[str, ...]] = {
    "": HALVES,
    "about": HALVES,
    "over": (*HALVES, ROUND_FLOOR),
    "under": (*HALVES, ROUND_CEILING),
}
# How far "half", "two thirds" and "doubled" may be from the value, in points and as a share of it.
PART_POINTS, PART_POINTS_ABOUT = Decimal(1), Decimal("2.5")
CLOSE = Decimal("0.06")
TIMES_OFF, TIMES_ABOUT_LOW, TIMES_ABOUT_HIGH = Decimal("0.02"), Decimal("0.9"), Decimal("1.5")


def rounds_to(value: Decimal, number: Number) -> bool:
    """Whether the number states the magnitude of the value at its own precision."""
    target, written = abs(value), number.value
    if written is None:
        return False
    if written == target:
        return True
    if number.kind == "part":
        return abs(target - written) <= (PART_POINTS_ABOUT if number.looseness else PART_POINTS)
    if number.looseness and _is_about(target, written):
        return True
    if number.kind == "times" and not number.text[0].isdigit():
        return _multiple(target / written, bool(number.looseness))
    if abs(target - written) > max(target / 3, number.step):
        return False
    if written == 0:
        return _is_displayed_as_zero(target, number)
    coarsest = max(_coarsest(number, target), number.step if _is_close(target, number) else Decimal(0))
    return any(step <= coarsest and _rounded(target, step, written, number.looseness) for step in _steps(number))


def _is_close(target: Decimal, number: Number) -> bool:
    """One digit may do when it is nearly right: "$0.07M" for $69,252."""
    return number.scale > 1 and number.value is not None and abs(target - number.value) <= target * CLOSE


def _is_about(target: Decimal, written: Decimal) -> bool:
    """ "about a thousand" for 1,009: one digit that is nearly right."""
    is_one_digit = len(written.normalize().as_tuple().digits) == 1
    return is_one_digit and abs(target - written) <= target / 20


def _is_displayed_as_zero(target: Decimal, number: Number) -> bool:
    """0.0 % is how a rate below 0.05 % is displayed; "0 %" would say that there is none."""
    return number.kind in ("percent", "points") and target * 2 < number.step <= Decimal("0.1")


def _multiple(ratio: Decimal, is_approximate: bool) -> bool:
    if is_approximate:
        return TIMES_ABOUT_LOW <= ratio < TIMES_ABOUT_HIGH
    return abs(ratio - 1) <= TIMES_OFF


def _steps(number: Number) -> Iterator[Decimal]:
    """The precisions it may have been rounded to: that of its last digit, or of its last digit that is not zero."""
    yield number.step
    step, written = number.step * 10, number.value or Decimal(0)
    while step <= written and written % step == 0:
        if number.looseness or (number.step == 1 and step >= 1000):
            yield step
        step *= 10


def _coarsest(number: Number, target: Decimal) -> Decimal:
    """The coarsest precision a reader would take for the same value."""
    if number.kind in ("percent", "points"):
        usual = Decimal(1) if target >= 2 else Decimal("0.1")
        return max(usual, target / 10) if number.looseness else usual
    if number.looseness in ("over", "under"):
        return target / 4
    if number.looseness == "about":
        return target / 10
    if number.scale > 1 or number.kind == "times":
        return target / 10
    if number.step == 1 and number.kind == "money":
        return max(target / 100, Decimal(1) if target >= 100 else Decimal(0))
    if target == target.to_integral_value():
        return target / 100
    return target / 5


def _rounded(target: Decimal, step: Decimal, written: Decimal, looseness: Looseness) -> bool:
    return any((target / step).quantize(Decimal(1), rounding=way) * step == written for way in WAYS[looseness])
