"""Text of the data as a draft may repeat it: one short line, and nothing that reads like an order to software."""

from __future__ import annotations

import re

from tools.names import shown

LONGEST, LONGEST_NAME = 140, 80
LEFT_OUT = "text left out: it reads like an order to software"
LINK_LEFT_OUT = "(link left out)"
LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.]{1,15}://|\bwww\.|\b(?:javascript:|mailto:|data:text)(?=\S))[^\s\]()<>|]+", re.I
)
# A text that shows something else than where it leads; an address to everybody in a channel; marks of a page.
NAMED_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
MENTION = re.compile(r"<(?:![a-z]+|[@#]\w+)(?:[|^][^<>]*)?>|(?<!\w)@(?:channel|here|everyone|all)\b", re.I)
TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|form|h[1-6]|hr|i|iframe|img|input|li|meta|ol|p|script|span|strong|style|svg|table|td|tr|"
    r"u|ul)\b[^<>]*>",
    re.I,
)
FIGURE = r"(?:NRR|GRR|ARR|MRR|health|churn|renewal|retention)\b"
ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instruction|rule|prompt|previous|prior|above|earlier)"
    r"|\b(?:system|developer) (?:prompt|message)|\b(?:you are|act as|pretend to be) (?:now )?(?:an? )?(?:\w+ )?"
    r"(?:assistant|ai|model|bot|admin|system)|\byou are now\b|\b(?:admin|developer|debug) mode\b"
    r"|(?:^|[.!?]\s+)\W*(?:assistant|system|ai)\s*:|^\W*user\s*:"
    r"|\b(?:reveal|print|post|send|forward|list) (?:all|every|the) (?:\w+ )?"
    r"(?:password|secret|key|credential|contact address|account|prompt)|<\s*/?\s*(?:system|script|instruction)"
    # A spreadsheet's formula, and what only somebody who writes a report could be told.
    r"|^\s*[=+@]\s*\w+\s*[(|]"
    rf"|(?:^|[.!?;,:]\s*|\band )(?:please )?(?:say|report|write|claim|state|answer|reply|reveal) (?:that )?"
    rf"(?:(?:our|their|the) )?{FIGURE}.{{0,20}}\d"
    rf"|\breveal\b.{{0,20}}\b{FIGURE}|\bmark\b.{{0,20}}\bhealth\b.{{0,10}}\bgreen"
    r"|\b(?:e-?mail|send|forward|post|export)\b.{0,20}\b(?:account|customer|contact|client)s?'? list to \S*@",
    re.I,
)
INTERNAL = re.compile(
    r"<!(?:channel|here|everyone)\b|(?<!\w)@(?:channel|here|everyone)\b"
    r"|^\W*internal(?:ly)?\b|\b(?:do not|don't|never) (?:tell|mention|show|share)\b|\bconfidential\b",
    re.I,
)
# Marks that stand in links, markup and code, and in nobody's name.
NO_NAME = re.compile(r"[<>{}|=;\\@#]|--|\$\d|\d ?%")


def is_order(words: str) -> bool:
    """Whether a text of the data speaks to whoever processes it instead of about the account."""
    return bool(ORDERS.search(words))


def is_internal(words: str) -> bool:
    """Whether the text itself says that it is not meant for the account."""
    return bool(INTERNAL.search(words))


def is_name(words: str) -> bool:
    """Whether a letter may call somebody or something by these words."""
    return (
        any(map(str.isalpha, words))
        and len(words) <= LONGEST_NAME
        and not (NO_NAME.search(words) or LINK.search(words) or is_order(words))
    )


def defused(words: str) -> str:
    """The words on one line, without links, mentions and marks of a page."""
    plain = TAG.sub("", MENTION.sub("", NAMED_LINK.sub(rf"\1 {LINK_LEFT_OUT}", words)))
    return " ".join(LINK.sub(LINK_LEFT_OUT, plain).split())


def named(words: str, longest: int) -> str:
    """The text as the name of something, shortened; what reads like an order is said to be left out."""
    return LEFT_OUT if is_order(words) else shown(defused(words), longest)


def quotable(words: str) -> str:
    """One line of at most 140 characters, without links; empty where it reads like an order to software."""
    return "" if is_order(words) else shown(defused(words), LONGEST)
