"""'What's new since I last asked?' without an account: the accounts that this conversation was about."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.planner.account_follow_ups import account_of
from assistant.planner.calls import NAMES, ToolCall, call
from assistant.planner.index import index_of
from assistant.planner.letter_fields import since_last
from assistant.planner.phrases import Match
from assistant.planner.understanding import Understanding, understand
from assistant.planner.wordings import words_of
from tools.last_asked import LAST_ASKED
from tools.paper_requests import BriefAccount
from tools.periods import Calendar
from tools.requests import AskBack
from tools.vocabulary import Vocabulary

MOST = 4
# A message without it asks for no such thing, and need not be understood three times.
OPENING = "since"
WHICH = AskBack(question="Which account do you mean? I'll show what is new there since you last asked about it.")


def asked_again(
    text: str, earlier: Iterable[ToolCall], vocabulary: Vocabulary, calendar: Calendar
) -> tuple[ToolCall, ...]:
    """The news of each account asked about earlier, the latest first, or which one is meant; empty where the message
    asks for something else."""
    accounts = list(dict.fromkeys(name for item in reversed(list(earlier)) if (name := account_of(item.request))))
    if not _asks_for_news(text, vocabulary, calendar):
        return ()
    found = [call(BriefAccount(account=name, since=LAST_ASKED)) for name in accounts[:MOST]]
    return tuple(found) or (call(WHICH),)


def _asks_for_news(text: str, vocabulary: Vocabulary, calendar: Calendar) -> bool:
    """Whether it names no account, and with one it would ask for its news since the last question and no more."""
    index, some = index_of(vocabulary), next(iter(vocabulary.accounts.values()), None)
    if OPENING not in text.lower() or some is None or understand(text, index, calendar).accounts:
        return False
    u = understand(f"{text.rstrip(' .?!')} at {some}", index, calendar)
    since, news = since_last(u), [match for match in u.of("topic") if _is_of_news(match)]
    return since.first == LAST_ASKED and bool(news) and not _says_more(u, since.at, news)


def _is_of_news(match: Match) -> bool:
    return bool(words_of("topics")[str(match.value)]["tool"] == NAMES[BriefAccount])


def _says_more(u: Understanding, since: frozenset[int], news: Iterable[Match]) -> bool:
    """Whether anything but the news is asked for: a metric, a book, a second question."""
    named = {at for match in u.accounts for at in match.at}
    return bool(u.leftovers(since.union(named, *(match.at for match in news))))
