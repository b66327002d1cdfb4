"""The wordings of asides: averages over accounts, scores of tickets and surveys, bounds on a ticket's own times."""

from __future__ import annotations

import re

_ACCOUNT = r"(?:accounts?|customers?|clients?|logos?|compan(?:y|ies))"
_KIND = r"(?:(?:single|individual|typical|average|paying|active|live) )*"
_SCORE = r"(?:(?:ticket|support|customer|csat|nps|survey|satisfaction) )*(?:scores?|ratings?)\b"
_NUMBER = r"(?P<n>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"

AVERAGE = re.compile(r"(?i)\b(?P<median>median)\b|\b(?:average|avg|mean)\b(?: number of| count of)?|\bon average\b")
PER_ACCOUNT = re.compile(
    rf"(?i)\b(?:per|for each|for every|of each|of every|of an?|across all|across|over all) {_KIND}{_ACCOUNT}\b"
)
ONLY_SOME = re.compile(r"(?i)\b(?:paying|active|live)\b")
SOME_ACCOUNTS = re.compile(r"(?i)\b(?:accounts|customers|clients|logos|companies)\b")
COUNTS = re.compile(r"(?i)\bhow many\b")

SCORE_GROUP = re.compile(rf"(?i)\b(?:by|per|for each|for every|by each|across) (?:the )?{_SCORE}")
RATED = re.compile(
    rf"(?i)\b(?:(?:that|which|were|was|are|is|got|get|had|have|received|given|with|of|an?) )*"
    rf"(?:(?:rated|scored|{_SCORE})(?: (?:of|as|an?|with|is|was))*|(?<=answers )of|(?<=responses )of) "
    r"(?P<low>\d{1,2})(?![\d%]|[.,]\d)(?:(?: ?(?P<join>or|and|to|-|–) ?(?P<high>\d{1,2})\b)"
    r"|(?: (?:or|and) (?P<up>more|higher|better|above)| (?:or|and) (?P<down>less|lower|worse|below)))?"
    r"(?: ?(?:out of|/) ?\d{1,2})?(?: (?:stars?|points?))?"
)
ANSWERS = re.compile(r"(?i)\b(nps|csat|ces) (?:answers?|responses?|surveys?|scores?|ratings?)\b")
UNRATED = re.compile(
    rf"(?i)\b(?:(?:that|which|were|was|are|have|had|got) )*(?:(?:without|with no|no|missing|lacking) "
    rf"(?:an? |any )?{_SCORE}|unrated|unscored|(?:not|never) (?:rated|scored))"
)

COMPARISONS = {
    "more than": "above", "longer than": "above", "over": "above", "above": "above", "greater than": "above",
    "at least": "at_least", "no less than": "at_least",
    "less than": "below", "under": "below", "below": "below", "faster than": "below",
    "at most": "at_most", "no more than": "at_most", "up to": "at_most", "within": "at_most",
    "no longer than": "at_most",
}  # fmt: skip
RESOLVING = re.compile(r"(?i)\b(?:took|takes?|taking|needed|resol\w+|clos\w+|solv\w+|fix\w*|handling)\b")
RESPONDING = re.compile(r"(?i)\b(?:respon\w+|answer\w*|repl\w+|wait\w*)\b")
UNIT_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080}
_LED = (
    "that|which|took|takes?|taking|needed|waited|with|an?|their|first|resolution|resolved|closed|answered|solved|response|"
    "reply|times?|hours|minutes|in|of|after"
)
_TAILED = (
    "to|for|until|before|be|get|an?|the|first|resolve|resolved|resolution|close|closed|solve|solved|fix|answer|answered|"
    "respond|response|reply"
)
BOUND = re.compile(
    rf"(?i)(?P<lead>(?:\b(?:{_LED}) )+)(?P<comparison>{'|'.join(sorted(COMPARISONS, key=len, reverse=True))}) {_NUMBER}"
    rf"(?: ?(?P<unit>m|h|d|w)(?:in(?:ute)?s?|(?:ou)?rs?|ays?|eeks?)?\b)?(?P<tail>(?: (?:{_TAILED})\b)*)"
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12,
}  # fmt: skip
