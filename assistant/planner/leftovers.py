"""The rule against silent errors: a word that nothing accounts for is said, never dropped."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.planner.calls import ToolCall, call
from assistant.planner.understanding import Understanding
from assistant.planner.wordings import english, word_set
from tools.names import listed, ranked, shown
from tools.requests import AskBack, Decline

BEFORE_NAMES = word_set("before_names")
BEFORE_COMMON_WORDS = word_set("before_common_words")
AFTER_NAMES = word_set("after_names")
MOST_NAMES = 20000
# Of the words left out: how near they stand to be one stretch, how long it is, how many there are.
NEAR, LONGEST, MOST_STRETCHES = 3, 80, 6


def about_leftovers(u: Understanding, left: Sequence[int]) -> ToolCall:
    """Decline an unknown name; ask back about any other word."""
    words = _joined(u, left)
    matched = [position for position in left if position in u.by_position]
    if _ranks_groups(u, left):
        return _which_figure(u)
    if matched and len(matched) == len(left):
        question = f"I understood '{shown(words)}' but can't combine it with the rest; please ask for it on its own."
        return call(AskBack(question=question))
    unknown = [position for position in left if position not in u.by_position]
    numbers = {position for amount in u.amounts for position in amount.at}
    if unknown and numbers.issuperset(unknown):
        question = f"I don't know what to do with '{shown(_joined(u, unknown))}' there; please say it in other words."
        return call(AskBack(question=question))
    if any(_stands_as_name(u, position) for position in unknown):
        return call(Decline(reason="unknown_entity", because=_no_such(u, _joined(u, unknown), unknown[0])[:300]))
    return call(AskBack(question=f"I did not understand '{shown(_joined(u, unknown))}'; please say it in other words."))


def left_unsaid(u: Understanding, used: Collection[int]) -> dict[str, frozenset[int]]:
    """The stretches of words that a draft has no place for, with their positions; none where a name is unknown."""
    left = u.leftovers(used)
    if any(_is_written_as_name(u, position) for position in left):
        return {}
    stretches: list[list[int]] = []
    for position in left:
        if stretches and position - stretches[-1][-1] <= NEAR and not u.tokens[position].follows_mark:
            stretches[-1].append(position)
        else:
            stretches.append([position])
    words = {_joined(u, range(at[0], _end(u, at, used)))[:LONGEST]: frozenset(at) for at in stretches}
    return words if len(stretches) <= MOST_STRETCHES else {}


FIGURES = ("NRR", "ARR growth", "Logo churn", "Churned ARR")
EXAMPLES = ("What is our NRR?", "ARR by industry", "Which accounts churned last quarter?", "What data do you have?")


def _ranks_groups(u: Understanding, left: Sequence[int]) -> bool:
    """'which two regions diverged most': groups are ranked, and nothing is named to measure them by."""
    is_named = any(_stands_as_name(u, position) for position in left if position not in u.by_position)
    is_measured = u.has("metric", "vague", "topic", "signal", "status") or bool(u.accounts)
    return u.has("dimension") and u.has("order") and not is_named and not is_measured


def _which_figure(u: Understanding) -> ToolCall:
    name = str(u.of("dimension")[0].value[0]).replace("_", " ")
    when = f", {u.whens[0].mention.text}" if len(u.whens) == 1 else ""
    cuts = [cut.replace("_", " ") for cut in u.index.vocabulary.dimensions if not cut.startswith("is_")]
    question = f"By which figure shall I compare them? Figures can be cut by {listed(cuts[:9])}."
    return call(AskBack(question=question[:300], choices=tuple(f"{label} by {name}{when}" for label in FIGURES)))


def nothing_understood() -> ToolCall:
    return call(
        AskBack(
            question="I could not read a question about your accounts in that. You can ask, for example:",
            choices=EXAMPLES,
        )
    )


def _end(u: Understanding, at: Sequence[int], used: Collection[int]) -> int:
    """Behind a stretch and the small words that belong to it: '90 days out'."""
    end = at[-1] + 1
    while end < len(u.tokens) and end not in used and not u.tokens[end].follows_mark and end - at[-1] <= NEAR:
        end += 1
    return end


def _is_written_as_name(u: Understanding, position: int) -> bool:
    token = u.tokens[position]
    return token.is_capital and position > 0 and not token.starts_sentence and position not in u.by_position


def _stands_as_name(u: Understanding, position: int) -> bool:
    token = u.tokens[position]
    is_owner = position + 1 < len(u.tokens) and u.word(position + 1) == "is" and not u.tokens[position + 1].typed
    is_named = token.is_capital and (is_owner or (position > 0 and not token.starts_sentence))
    has_digits = any(mark.isdigit() for mark in token.plain)
    return is_named or has_digits or _is_in_place_of_name(u, position)


def _is_in_place_of_name(u: Understanding, position: int) -> bool:
    """Any word after 'for' or before 'accounts'; one that everybody knows is no name behind an article or a verb."""
    is_common = u.tokens[position].plain in english()
    before = u.word(position - 1)
    if before in ("the", "our", "a"):
        before = "" if is_common else u.word(position - 2)
    is_behind = before in (BEFORE_COMMON_WORDS if is_common else BEFORE_NAMES)
    return is_behind or (u.word(position + 1) in AFTER_NAMES and not (is_common and before in word_set("articles")))


def _no_such(u: Understanding, typed: str, first: int) -> str:
    vocabulary = u.index.vocabulary
    if u.word(first - 1) in ("by", "per", "each", "across"):
        names = [name.replace("_", " ") for name in vocabulary.dimensions if not name.startswith("is_")]
        return f"The data cannot be cut by '{shown(typed)}'. It can be cut by {listed(names[:9])}."
    values = [value for found in vocabulary.values.values() for value in found]
    accounts = list(vocabulary.accounts.values()) if len(vocabulary.accounts) <= MOST_NAMES else []
    near = [name for name, _ in ranked(typed, dict.fromkeys([*values, *accounts]))[:3]]
    hint = f" Did you mean {listed(near, 'or')}?" if near else " Check the name, or ask what data there is."
    return f"I know no '{shown(typed)}' in this company's data.{hint}"


def _joined(u: Understanding, positions: Sequence[int]) -> str:
    return " ".join(u.tokens[position].typed or u.tokens[position].word for position in positions)
