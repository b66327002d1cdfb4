"""The earlier day that renewals are compared with: a week ago unless another is named."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tools.context import Context
from tools.health.comparing import since_day
from tools.period_spelling import spell_out

USUAL_DAYS = 7
_SINCE = re.compile(r"^since (?:the )?")
_LAST_WEEK = re.compile(r"(?:the )?(?:last|past|previous|prior) week")


def read_since(context: Context, words: str | None) -> date:
    """The day whose close is compared with today's; 'last week' is the same day of it, all else reads as for health.

    Raises InvalidRequest or NoData when the words name no past day.
    """
    bare = _SINCE.sub("", spell_out(words or "last week")[0].strip())
    if _LAST_WEEK.fullmatch(bare):
        return context.as_of - timedelta(USUAL_DAYS)
    return since_day(context, bare)
