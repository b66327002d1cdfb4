"""Claims of having done something, or of doing it later. No tool acts, so none of them can be true."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
DONE = (
    r"sent|e-?mailed|mailed|messaged|notified|informed|alerted|pinged|contacted|called|phoned|reached out|invited|shared|forwarded"
    r"|posted|published|submitted|filed|logged|recorded|saved|stored|updated|changed|edited|adjusted|corrected|modified|created"
    r"|added|opened|raised|deleted|removed|cleared|cancelled|canceled|closed|archived|merged|moved|scheduled|rescheduled|booked"
    r"|arranged|set up|assigned|reassigned|escalated|flagged|tagged|marked|applied|granted|approved|renewed|upgraded|downgraded"
    r"|enabled|disabled|activated|uploaded|exported|synced|pushed|triggered|launched|subscribed|unsubscribed|refunded|paid|signed"
    r"|charged|discounted|extended|reminded|put|taken care|handled|fixed|reset"
)
DOING = (
    r"send|e-?mail|message|notify|inform|alert|ping|contact|call|reach out|invite|forward|post|publish|submit|file|log|update|change"
    r"|edit|create|add|open|delete|remove|cancel|close|schedule|book|arrange|set up|assign|escalate|flag|apply|grant|upgrade|downgrade"
    r"|upload|export|sync|remind|follow up|get back|keep (?:you|an eye)|monitor|watch|let (?:you|them) know|check back|take care"
)
THING = (
    r"e-?mail|mail|message|note|notification|invite|invitation|reminder|record|crm|field|calendar|meeting|call|event|task|to-?do"
    r"|follow-?up|discount|report|file|draft|request|ticket|entry|change|update|list|data|account|owner|renewal|status|team"
    r"|customer|contact|channel|health score|opportunity|contract|subscription|credit"
)
NOTHING = re.compile(
    r"\b(?:not|n't|cannot|never|nothing|no one|nobody|unable|without|if you|would you like|do you want|should i|shall i|want me to"
    r"|you (?:can|could|may|have|send)|a person|before (?:you|it) (?:send|is))\b|n't\b",
    re.IGNORECASE,
)
CLAIMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:i|we)(?:'ve| have|'d| had)?(?: (?:just|already|now|also|since|successfully|gone ahead and|automatically))* (?:{DONE})\b",
        rf"\b(?:i|we)(?:'ll| will|'m going to| am going to|'m about to)(?: (?:also|now|then))* (?:{DOING})\b",
        rf"\b(?:i|we)(?:'m| am|'re| are)(?: (?:now|currently))* (?:send|updat|creat|delet|schedul|post|notify|email|assign)\w*ing\b",
        rf"\b(?:the|your|this|that|an?|our|their|its) (?:[\w-]+ ){{0,3}}(?:{THING})s?(?: [\w'-]+){{0,4}}? (?:has|have) (?:now |just |already |successfully |also )*been "
        rf"(?:{DONE})\b",
        rf"\b(?:the|your|this|that|an?) (?:[\w-]+ ){{0,2}}(?:e-?mail|message|invite|invitation|reminder|notification|crm|calendar|meeting|task|follow-?up|discount|request)s?"
        rf"(?: [\w'-]+){{0,3}}? (?:was|were|is|are)(?: now| just| already| successfully| also)* (?:{DONE}|on (?:its|the) way|out|live|in place)\b",
        rf"^\W*(?:done|all set|all done|completed?|success(?:fully)?|sent|updated|created|deleted|scheduled|booked|posted|saved|emailed|notified)\b\s*(?:[.!:,–-]|it\b|the\b|your\b|$)",
        rf"\bsuccessfully (?:{DONE})\b",
        rf"\b(?:e-?mail|message|invite|reminder|notification|task|meeting|record|ticket)s? (?:sent|updated|created|deleted|scheduled|booked|posted|saved)\b[.!]?\s*$",
    )
)


def deeds(text: str, records: tuple[str, ...] = ()) -> Iterator[str]:
    """The sentences that claim a deed; what stands word for word in a record is only repeated."""
    for sentence in SENTENCE.split(text):
        said = sentence.strip(" >-*•\"'")
        if not said or NOTHING.search(said) or any(said.rstrip(".!") in record for record in records):
            continue
        if any(claim.search(said) for claim in CLAIMS):
            yield said
