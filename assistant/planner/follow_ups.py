"""Messages that lean on the turn before: 'and for EMEA?', 'the quarter before?', 'now as MRR', 'top 3 only'."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.planner.account_follow_ups import account_of, followed_account
from assistant.planner.calls import ToolCall
from assistant.planner.changes import changed
from assistant.planner.messages import POINTING, naming
from assistant.planner.paper_follow_ups import revised
from assistant.planner.rows_questions import rows_of
from assistant.planner.slots import Plan, Slots
from assistant.planner.tokens import tokenise
from assistant.planner.wordings import word_set
from tools.dimensions import ACCOUNT
from tools.requests import AskBack, Decline, DefineTerm, DescribeData, Request

OPENERS = word_set("openers")
OPENING_PAIRS = (("what", "about"), ("how", "about"))
POINTERS = word_set("pointers")
ASKING = word_set("asking")
LONE = (AskBack, Decline, DefineTerm, DescribeData)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
CLOSE = 60.0
SAME = 80.0
LITTLE = ("the", "a", "one", "ones", "that", "which", "and", "please", "just", "me", "by", "in", "of")
FRAGMENT = 3


def followed(slots: Slots, previous: Sequence[ToolCall]) -> Plan | None:
    """The previous calls with what the message changes in them; None when the message stands on its own."""
    of_account = rows_of(slots, previous) or revised(slots, previous) or followed_account(slots, previous)
    if of_account is not None:
        return of_account
    bases = [item for item in previous if not isinstance(item.request, LONE)]
    if not bases or not _leans(slots):
        return None
    plans = [plan for item in bases if (plan := changed(slots, item.request)) is not None]
    leaning = frozenset(
        position for position, token in enumerate(slots.u.tokens) if token.word in OPENERS | POINTERS | {"about"}
    )
    if not plans or any(slots.u.leftovers(plan.used | leaning) for plan in plans):
        return None
    calls = tuple(found for plan in plans for found in plan.calls)
    return Plan(tuple(dict.fromkeys(calls)), leaning.union(*(plan.used for plan in plans)))


def chosen(text: str, previous: Sequence[ToolCall]) -> str | None:
    """The choice that an answer to a question back picks: by number, or by most of its words."""
    asked = [item.request for item in previous if isinstance(item.request, AskBack) and item.request.choices]
    words = [token.word for token in tokenise(text)]
    if not asked or not words or len(words) > 6:
        return None
    choices = asked[-1].choices
    number = next((ORDINALS[word] for word in words if word in ORDINALS), None)
    if number is not None and len(words) <= 4 and number <= len(choices):
        return choices[number - 1]
    likeness = [_likeness(words, choice) for choice in choices]
    best = max(likeness)
    picked = choices[likeness.index(best)]
    return picked if best >= CLOSE and likeness.count(best) == 1 and _names(words, picked) else None


def with_account(text: str, previous: Sequence[ToolCall]) -> str | None:
    """The message with the account of the turn before in the place of 'they' or 'its'."""
    accounts = {name for item in previous for name in _accounts_of(item.request)}
    if len(accounts) != 1:
        return None
    named = naming(text, accounts.pop())
    return named if named != text else None


def about_same_account(text: str, first: Sequence[ToolCall]) -> str | None:
    """The second half of a question with the one account of the first: 'who are the contacts at Acme and who left'."""
    accounts = {name for item in first for name in _accounts_of(item.request)}
    tokens = tokenise(text)
    is_many = any(token.word in word_set("many") | OPENERS for token in tokens)
    is_list = any(token.word in word_set("listed") and token.is_plural for token in tokens)
    if len(accounts) != 1 or is_many or is_list or POINTING.search(text):
        return None
    return f"{text.rstrip(' .?!')} at {accounts.pop()}?"


def _accounts_of(request: Request) -> list[str]:
    account = account_of(request)
    if account is not None:
        return [account]
    return [value for item in getattr(request, "filters", ()) if item.dimension == ACCOUNT for value in item.values]


def _names(words: Sequence[str], choice: str) -> bool:
    """Whether most of the words are words of the choice, not only somewhat like them."""
    held = [token.word for token in tokenise(choice)]
    said = [word for word in words if word not in LITTLE]
    return sum(any(fuzz.ratio(word, other) >= SAME for other in held) for word in said) > len(said) / 2


def _likeness(words: Sequence[str], choice: str) -> float:
    """How many of the words the choice holds, slips forgiven; a longer choice is a little less alike."""
    held = [token.word for token in tokenise(choice)]
    hits = [max((fuzz.ratio(word, other) for other in held), default=0.0) for word in words]
    return sum(hits) / len(words) - len(held) / 10


def _leans(slots: Slots) -> bool:
    """Whether a message needs the turn before: it opens like one, points back, or measures nothing by itself."""
    u = slots.u
    words = [token.word for token in u.tokens]
    if not words or u.has("refusal", "injection", "loaded", "define"):
        return False
    is_opened = words[0] in OPENERS - {"what", "how"} or tuple(words[:2]) in OPENING_PAIRS
    points = bool(POINTERS & set(words)) or any(when.mention.shift for when in u.whens)
    if u.has("metric"):
        return is_opened or points or len(words) <= FRAGMENT
    is_question = words[0] in ASKING and (u.has("noun", "list") or slots.account is not None) and len(words) > 3
    return is_opened or points or not is_question
