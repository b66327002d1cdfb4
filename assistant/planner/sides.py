"""Two values of one dimension beside a topic are its sides: 'onboarding of SMB and Enterprise' is told of each."""

from __future__ import annotations

from assistant.planner.slots import Slots
from assistant.planner.topic_fields import is_of_account
from tools.dimensions import ACCOUNT
from tools.requests import Filter, Request

MOST_SIDES = 4
# A list of accounts shows by itself which of the sides each of them is on.
LISTING = ("list", "status", "signal", "noun")


def sides_of(slots: Slots) -> Filter | None:
    """The filter whose values stand beside each other; None where accounts of all of them are listed."""
    if slots.u.has(*LISTING) and not slots.u.has("compare"):
        return None
    several = (item for item in slots.filters if 1 < len(item.values) <= MOST_SIDES and not item.is_excluded)
    return next((item for item in several if item.dimension != ACCOUNT and is_of_account(slots, item.dimension)), None)


def of_each(request: Request, sides: Filter) -> tuple[Request, ...]:
    """The same request for each of the sides."""
    filters: tuple[Filter, ...] = request.filters  # type: ignore[attr-defined]
    return tuple(
        request.model_copy(
            update={
                "filters": tuple(
                    item.model_copy(update={"values": (value,)}) if item.dimension == sides.dimension else item
                    for item in filters
                )
            }
        )
        for value in sides.values
    )
