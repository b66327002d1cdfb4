"""A message read into tool calls: the planner's one public function."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.planner.account_follow_ups import LISTED, OF_ACCOUNTS, account_of, of_account_before
from assistant.planner.account_lists import read_account_list
from assistant.planner.account_questions import read_account
from assistant.planner.additions import drafted_without, without_additions
from assistant.planner.asides import read_aside
from assistant.planner.bridges import read_bridge, read_cohort, read_concentration, read_share
from assistant.planner.calls import ToolCall, call, with_left_out
from assistant.planner.columns import may_name_columns, without_columns
from assistant.planner.comparisons import read_comparison, read_group_comparison
from assistant.planner.data_questions import read_data_question
from assistant.planner.definitions import read_definition
from assistant.planner.follow_ups import about_same_account, chosen, followed, with_account
from assistant.planner.halves import (
    as_figure,
    asking_halves,
    goes_on,
    in_same_period,
    in_same_rows,
    is_dated_question,
    is_measured,
    is_question,
    joined,
    listed_halves,
)
from assistant.planner.index import Index, index_of
from assistant.planner.leftovers import about_leftovers, nothing_understood
from assistant.planner.lists import read_list, read_overview
from assistant.planner.measuring import read_measure, read_mismatch, read_per_account
from assistant.planner.messages import (
    in_context,
    is_chatter,
    is_statement,
    points_back,
    sentences,
    spelled_out,
    with_halves,
    without_preamble,
)
from assistant.planner.nearest import read_nearest
from assistant.planner.paper_follow_ups import told_of_draft
from assistant.planner.read import Read, as_told
from assistant.planner.referents import which_one
from assistant.planner.refusals import read_currency, read_missing, read_refusal
from assistant.planner.rows_questions import read_rows
from assistant.planner.slots import Plan, Slots, slots_of
from assistant.planner.talk import only_talk
from assistant.planner.tokens import tokenise
from assistant.planner.topics import read_topic
from assistant.planner.trends import read_finer, read_trend
from assistant.planner.understanding import understand
from assistant.planner.vague import read_vague
from assistant.planner.what_ifs.reading import read_what_if
from assistant.planner.wordings import rewritten, word_set
from tools.errors import InvalidRequest
from tools.periods import Calendar
from tools.requests import AskBack, Decline
from tools.vocabulary import Vocabulary

READERS: tuple[Callable[[Slots], Plan | None], ...] = (
    read_refusal,
    read_rows,
    read_definition,
    read_data_question,
    read_account_list,
    read_topic,
    read_currency,
    read_missing,
    read_account,
    read_vague,
    read_finer,
    read_aside,
    read_per_account,
    read_cohort,
    read_concentration,
    read_share,
    read_bridge,
    read_group_comparison,
    read_overview,
    read_list,
    read_trend,
    read_comparison,
    read_mismatch,
    read_measure,
)
MOST_CALLS = 8


def read(
    question: str, vocabulary: Vocabulary, calendar: Calendar, previous: Sequence[ToolCall] = ()
) -> tuple[ToolCall, ...]:
    """The calls that answer a message; `previous` are the calls of the turn before. Never empty, never raises."""
    index = index_of(vocabulary)
    text = with_halves(spelled_out(question.strip()), calendar)
    shorter, added = without_additions(text)
    try:
        if added and (drafted := drafted_without(_message(shorter, index, calendar, tuple(previous)).calls, added)):
            return drafted
        found = _message(text, index, calendar, tuple(previous))
        if found.refuses or not found.is_understood:
            found = _again(text, found, index, calendar, tuple(previous)) or found
    except InvalidRequest as error:
        return (call(AskBack(question=error.message[:300])),)
    asked = which_one(text, found.calls, previous, index, calendar)
    return (asked,) if asked else tuple(dict.fromkeys(as_told(found.calls, question)))[:MOST_CALLS]


def _message(text: str, index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]) -> Read:
    picked = chosen(rewritten(text), previous)
    if picked is not None:
        return _message(picked, index, calendar, ())
    drafted = told_of_draft(text, previous)
    if drafted is not None:
        return Read((drafted,), True)
    supposed = read_what_if(text, index, calendar)
    if supposed is not None:
        return Read((supposed,), True)
    parts = in_context(sentences(rewritten(text)), index, calendar)
    kept = [part for part in parts if not is_chatter(understand(part, index, calendar))] if len(parts) > 1 else parts
    kept = [part for part in kept if not is_statement(part, kept, index, calendar)] or kept or parts
    alone = _each(kept, index, calendar) if len(kept) > 1 else []
    answers = [item for item in alone if item.is_understood and not item.asks]
    if len(answers) == len(kept) > 1 and not any(points_back(part) for part in kept[1:]):
        return Read(tuple(found for item in alone for found in item.calls), True)
    whole = _sentence(" ".join(kept), index, calendar, previous)
    if whole.is_understood or not alone:
        return whole
    return _first_understood(kept, alone, whole, index, calendar)


def _again(text: str, first: Read, index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]) -> Read | None:
    """A second reading of what was refused or not understood.

    'draft them a note': refused without an account, read with that of the turn before; None if refused still, or if
    it was refused for what it leans on.
    """
    if not first.refuses:
        return _near(text, index, calendar, previous)
    if previous and _message(text, index, calendar, ()).calls != first.calls:
        return None
    found = _message(with_account(rewritten(text), previous) or text, index, calendar, ())
    return None if found.refuses else found


def _near(text: str, index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]) -> Read | None:
    """What a message that was not understood is nearest to, where it is about one account."""
    written = rewritten(text)
    plan = read_nearest(slots_of(understand(with_account(written, previous) or written, index, calendar)))
    return Read(plan.calls, True) if plan else None


def _each(parts: Sequence[str], index: Index, calendar: Calendar) -> list[Read]:
    """Each sentence by itself; one that names no account may be about that of the first."""
    first = _sentence(parts[0], index, calendar, ())
    found = [first]
    for part in parts[1:]:
        found.append(_of_same_account(part, first, index, calendar) or _sentence(part, index, calendar, ()))
    return found


def _of_same_account(text: str, first: Read, index: Index, calendar: Calendar) -> Read | None:
    """The text as a question about the one account of the first answer, where it can be one."""
    same = about_same_account(text, first.calls)
    found = _one(same, index, calendar, ()) if same else None
    is_one = found is not None and found.is_understood and not found.asks
    return found if found and is_one and all(account_of(item.request) for item in found.calls) else None


def _first_understood(
    kept: Sequence[str], alone: Sequence[Read], whole: Read, index: Index, calendar: Calendar
) -> Read:
    """The first sentence, with the following ones read as what they add to it; else what the whole failed on."""
    calls: tuple[ToolCall, ...] = ()
    for part, item in zip(kept, alone, strict=True):
        found = item if item.is_understood else _sentence(part, index, calendar, calls)
        if not found.is_understood:
            return _answered_in_part(kept, alone) or whole
        calls = (*calls, *found.calls) if item.is_understood else found.calls
    return Read(calls, True)


def _answered_in_part(kept: Sequence[str], alone: Sequence[Read]) -> Read | None:
    """The sentences that are understood, saying that another was not, unless that one names something unknown."""
    failed = [(part, item) for part, item in zip(kept, alone, strict=True) if not item.is_understood]
    answers = [item for item in alone if item.is_understood and not item.asks]
    if not answers or any(isinstance(found.request, Decline) for _, item in failed for found in item.calls):
        return None
    words = tuple(part[:80] for part, _ in failed)
    return Read(tuple(found for item in answers for found in item.without(*words).calls), True)


def _sentence(text: str, index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]) -> Read:
    """Two questions joined by 'and', one question as it stands, without its preamble, or two in a list."""
    listed = _list_without_columns(text, index, calendar, previous)
    return listed or _asked(text, index, calendar, previous)


def _list_without_columns(text: str, index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]) -> Read | None:
    """'red accounts with owner and renewal date': the list, saying that it does not show these."""
    shorter = without_columns(understand(text, index, calendar)) if may_name_columns(text) else None
    found = _asked(shorter[0], index, calendar, previous) if shorter else None
    if shorter is None or found is None or not found.is_understood:
        return None
    is_list = all(isinstance(item.request, LISTED) for item in found.calls)
    return Read(tuple(with_left_out(item, shorter[1]) for item in found.calls), True) if is_list else None


def _asked(text: str, index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]) -> Read:
    halves = [(pair, [understand(half, index, calendar) for half in pair]) for pair in asking_halves(text)]
    asked = [pair for pair, (left, right) in halves if is_measured(left) and not goes_on(left, right)]
    listed = [(left, as_figure(left, right, index, calendar)) for left, right in listed_halves(text)]
    dated = [pair for pair in listed if all(is_dated_question(understand(half, index, calendar)) for half in pair)]
    both = _two([*asked, *dated], index, calendar, previous)
    found = both or _one(text, index, calendar, previous)
    if found.is_understood:
        return found
    shorter = without_preamble(text, index, calendar)
    if shorter is not None:
        rest = _sentence(shorter[0], index, calendar, previous)
        return Read(tuple(with_left_out(item, shorter[1]) for item in rest.calls), rest.is_understood)
    questions = [pair for pair in listed if is_question(understand(pair[1], index, calendar))]
    return _two(questions, index, calendar, previous) or _half(asked, index, calendar, previous) or found


def _half(
    pairs: Sequence[tuple[str, str]], index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]
) -> Read | None:
    """Of two questions joined by 'and' the one that is understood, saying that the other was not."""
    for left, right in reversed(pairs):
        first = _asked(left, index, calendar, previous)
        second = _second(left, right, index, calendar, first)
        if first.is_understood != second.is_understood:
            answered, other = (first, right) if first.is_understood else (second, left)
            if not answered.asks and not answered.refuses:
                return answered.without(other.rstrip(" ?.!")[:80])
    return None


def _two(
    pairs: Sequence[tuple[str, str]], index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]
) -> Read | None:
    """Both halves, where each is understood; the second may lean on the first and shares its period."""
    for left, right in pairs:
        first = _one(left, index, calendar, previous)
        second = _second(left, right, index, calendar, first) if first.is_understood else first
        if second.is_understood and first.defines == second.defines:
            return Read(joined(first.calls, second.calls), True)
    return None


def _second(left: str, right: str, index: Index, calendar: Calendar, first: Read) -> Read:
    """What is asked behind 'and', of the account of the first half where it names none of its own."""
    found = _of_same_account(right, first, index, calendar)
    if found is not None:
        return found
    leans = points_back(right)
    second = _one(in_same_period(left, right, calendar), index, calendar, first.calls if leans else ())
    if not second.is_understood or second.asks:
        return _one(right, index, calendar, first.calls)
    is_own = any(token.word in word_set("everything") for token in tokenise(right))
    return second if is_own else Read(in_same_rows(first.calls, second.calls, index.vocabulary), True)


def _is_noun_of(slots: Slots, plan: Plan, position: int) -> bool:
    """'our customers' beside a sign or a topic: whose it is, which is what these tools are about."""
    match = slots.u.by_position.get(position)
    is_topic = all(isinstance(item.request, OF_ACCOUNTS) for item in plan.calls)
    return match is not None and match.kind == "noun" and is_topic


def _one(text: str, index: Index, calendar: Calendar, previous: tuple[ToolCall, ...]) -> Read:
    named = with_account(text, previous)
    about_account = _one(named, index, calendar, ()) if named else None
    if about_account is not None and about_account.is_understood:
        return about_account
    slots = slots_of(understand(text, index, calendar))
    continued = followed(slots, previous) if previous else None
    plan = continued or next((found for reader in READERS if (found := reader(slots)) is not None), None)
    plan = of_account_before(slots, plan, previous) or plan
    if plan is None:
        left = slots.u.leftovers(slots.used_with())
        failed = about_leftovers(slots.u, left) if left else nothing_understood()
        return Read((failed,), False)
    left = slots.u.leftovers(plan.used)
    left = [position for position in left if not _is_noun_of(slots, plan, position)]
    left_out = () if plan.is_described else only_talk(slots.u, left)
    if left and not left_out:
        return Read((about_leftovers(slots.u, left),), False)
    return Read(tuple(with_left_out(item, left_out) for item in plan.calls), True)
