"""Claims of having done something, or of doing it later. No tool acts, so none of them can be true."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
DONE = "|".join(
    (
        "sent|e-?mailed|mailed|messaged|notified|informed|alerted|pinged|contacted|called|phoned|reached out|invited",
        "shared|forwarded|posted|published|submitted|filed|logged|recorded|saved|stored|updated|changed|edited",
        "adjusted|corrected|modified|created|added|opened|raised|deleted|removed|cleared|cancell?ed|closed|archived",
        "merged|moved|scheduled|rescheduled|booked|arranged|set up|set|assigned|reassigned|escalated|flagged|tagged",
        "marked|applied|granted|approved|renewed|upgraded|downgraded|enabled|disabled|activated|uploaded|exported|synced|pushed",
        "triggered|launched|subscribed|unsubscribed|refunded|paid|signed|charged|discounted|extended|reminded|put",
        "taken care|handled|fixed|reset",
    )
)
DOING = "|".join(
    (
        "send|e-?mail|message|notify|inform|alert|ping|contact|call|reach out|invite|forward|post|publish|submit|file",
        "log|update|change|edit|create|add|open|delete|remove|cancel|close|schedule|book|arrange|set up|assign",
        "escalate|flag|apply|grant|upgrade|downgrade|upload|export|sync|remind|follow up|get back|keep (?:you|an eye)",
        "monitor|watch|let (?:you|them) know|check back|take care",
    )
)
# "We" is also the company, which adds, closes and renews.
TOLD = (
    "sent|e-?mailed|mailed|messaged|notified|informed|alerted|pinged|contacted|invited|forwarded|posted|submitted|updated"
    "|edited|corrected|created|deleted|removed|archived|scheduled|rescheduled|booked|assigned|reassigned|escalated|flagged"
)
# What a person would have to do; accounts, tickets and plans are left out, for their changes are data.
MESSAGE = "e-?mail|message|invit(?:e|ation)|reminder|notification|crm|calendar|meeting|task|follow-?up|discount|request"
THING = f"{MESSAGE}|note|record|field|call|event|report|file|draft|ticket|entry|change|update|list|health score|digest"
ADVERBS = (
    r"(?: (?:just|already|now|also|since|then|successfully|currently|gone ahead and|went ahead and|automatically))*"
)
NOT_CLAIMED = re.compile(
    r"\b(?:not|cannot|never|nothing|no one|nobody|unable|without|if you|would you like|do you want|should i|shall i"
    r"|want me to|you (?:can|could|may|have|send)|a person|before (?:you|it) (?:send|is))\b|n't\b",
    re.IGNORECASE,
)
CLAIMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bi(?:'ve| have|'d| had)?{ADVERBS} (?:{DONE})\b",
        rf"\bwe(?:'ve| have|'d| had)?{ADVERBS} (?:{TOLD})\b",
        rf"\b(?:i|we)(?:'ll| will|'m going to| am going to|'m about to){ADVERBS} (?:{DOING})\b",
        rf"\b(?:i|we)(?:'m| am|'re| are){ADVERBS} (?:send|updat|creat|delet|schedul|post|notify|email|assign)\w*ing\b",
        rf"\b(?:the|your|this|that|an?|our|their|its) (?:[\w-]+ ){{0,3}}(?:{THING})s?(?: [^.\s]+){{0,5}}? (?:has|have)"
        rf"{ADVERBS} been{ADVERBS} (?:{DONE})\b",
        rf"\b(?:the|your|this|that|an?) (?:[\w-]+ ){{0,2}}(?:{MESSAGE})s?(?: [^.\s]+){{0,3}}? (?:was|were|is|are)"
        rf"{ADVERBS} (?:{DONE}|on (?:its|the) way|out|live|in place)\b",
        r"\b(?:note|entry|comment|field)s? (?:was|were|is|has been) (?:added|written|saved|put|changed)\b",
        r"^\W*(?:done|all set|all done|completed?|success(?:fully)?|sent|updated|created|deleted|scheduled|booked"
        r"|posted|saved|e-?mailed|notified)\b\s*(?:[.!:,–-]|it\b|the\b|your\b|$)",
        rf"\bsuccessfully (?:{DONE})\b|\bconsider it (?:done|sent)\b|\bwent ahead and (?:{DONE})\b",
        rf"\b(?:{MESSAGE}|record|ticket)s? (?:sent|updated|created|deleted|scheduled|booked|posted|saved)\b[.!]?\s*$",
    )
)


def deeds(text: str, records: tuple[str, ...] = ()) -> Iterator[str]:
    """The sentences that claim a deed; what stands word for word in a record is only repeated."""
    for sentence in SENTENCE.split(text):
        said = sentence.strip(" >-*•\"'")
        if not said or NOT_CLAIMED.search(said) or any(said.rstrip(".!") in record for record in records):
            continue
        if any(claim.search(said) for claim in CLAIMS):
            yield said
