"""Words that a question or sentence is made of rather than about."""

from __future__ import annotations

WORDS = (
    "a about an and any are as at be been between by calculate calculated can compute computed could define "
    "definition did difference different do does exactly explain for from had has have here how i if in into is it "
    "its many me mean meant my much of on or our should so tell than that the their them then there these they "
    "this to us was we were what when where which who why will with would you your"
)
STOP_WORDS = frozenset(WORDS.split())
