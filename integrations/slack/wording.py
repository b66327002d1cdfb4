"""Every fixed sentence Steward says in Slack: plain, and with a next step."""

from __future__ import annotations

LOOKING = "Looking …"
STATUS = "is looking at the data …"
HELP = (
    "Ask me about your accounts, for example “What was NRR last quarter?” or “Which renewals are due in 60 days?”. "
    "Write to me directly, mention me in a channel, or use /steward."
)
SHARED = (
    "People from outside the company may read this conversation, so I do not answer here. "
    "Ask me in a direct message instead."
)
UNCHECKED = (
    "I could not find out who can read this conversation, so I do not answer here yet. Please ask again in a minute."
)
STRANGER = "I do not know you yet, so I cannot show you any data. Ask the person who runs Steward to add you."
NOW_SHARED = "This conversation changed while I was working and may be open to others now, so I kept the answer back."
POINTER = "I answered privately: only the person who asked can see it."
BUSY = "Too many questions came at once and I did not get to this one. Please ask again in a minute."
TOO_SLOW = "This took longer than I may spend on one question, so I stopped. A narrower question often helps."
FAILED = (
    "Something went wrong on my side. Please ask again; if it happens again, quote {reference} to who runs Steward."
)
INTERRUPTED = "I was interrupted while working on this and could not finish. Please ask again."
MAYBE_SENT = "I was interrupted while sending this answer. If you cannot see it, please ask again."
ELSEWHERE = "I could not post my answer where you asked. Ask me here and I will answer here."
HERE_IT_IS = "Here is the file to the answer I just gave you."
NO_FILE = (
    "I could not attach the file. Ask again in a minute; if it stays, ask the person who runs Steward to let its app "
    "upload files."
)

NOT_YOURS = "Only the person who asked can use these buttons. Ask me the same question and I will show you your answer."
TOO_OLD = "I no longer have the working behind this answer. Ask the question again to see it."
NO_FIGURES = "This answer rests on no figures, so there is no calculation to show."
CHOSEN = "I have already taken up that choice; the answer is in the conversation."
THANKS = "Thank you, that helps."
WHAT_WAS_WRONG = "Thank you for saying so. What was wrong?"
REASONS = {
    "number": "A number is wrong",
    "scope": "Wrong account or period",
    "incomplete": "Something is missing",
    "unclear": "Hard to understand",
    "other": "Something else",
}

GREETING = "Hello, I am Steward. I answer questions about your accounts, and every number comes with its calculation."
PROMPTS_TITLE = "For example"
PROMPTS = (
    ("Renewals ahead", "Which renewals are due next quarter?"),
    ("Retention", "What were NRR and GRR over the last twelve months?"),
    ("At risk", "Which accounts are at risk and why?"),
    ("What it means", "How is net revenue retention defined?"),
)
