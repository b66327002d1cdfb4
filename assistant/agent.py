"""One question in, one answer out: the model chooses tools, the tools measure, grounding decides what may be said."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from langchain.agents import create_agent
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableConfig

from assistant.answer import Answer, SourceRef, Timings
from assistant.binding import ToolLog, bind
from assistant.conversation import About, Conversations, PastCall, Turn, as_messages
from assistant.fallback import Circuit, fell_back
from assistant.grounding import check
from assistant.middleware import UNSUPPORTED, Limits, guards
from assistant.models import ModelFor
from assistant.papers.drafts import Draft, drafts_of, said, written
from assistant.papers.paper import Paper
from assistant.papers.rewriting import Bounds, Wording
from assistant.planner.chat_model import Planner
from assistant.prompt import system_prompt
from assistant.question import Question
from assistant.turn import PLANNER, evidences_of, turn_of
from tools.asked import Asked
from tools.catalogue import TOOLS
from tools.context import Context
from tools.errors import Reason
from tools.evidence import Evidence, Outcome

logger = logging.getLogger(__name__)

Papers = tuple[tuple[Draft, Paper], ...]

# One tool at a time: the warehouse answers one query at a time anyway, and the calls keep their order.
RUN: RunnableConfig = {"recursion_limit": 60, "max_concurrency": 1}
LONGEST_QUESTION = 4000
# How long a person waits in a chat for better words.
WORDING_SECONDS = 20.0
TOO_LONG = f"That message is too long for me; ask the same in less than {LONGEST_QUESTION:,} characters."
FAILED = (
    "Something went wrong on my side while answering. Ask again; if it stays, tell an administrator the reference {id}."
)
WITHOUT_MODEL = "The language model gave no usable reply, so I answered without it."


@dataclass(frozen=True)
class Agent:
    """`model_name` is how the configured model is called in answers; `writer_for` makes the one that words drafts."""

    model_for: ModelFor
    model_name: str
    conversations: Conversations
    limits: Limits = field(default_factory=Limits)
    circuit: Circuit = field(default_factory=Circuit)
    writer_for: ModelFor | None = None

    def answer(self, question: Question, context: Context, now: datetime) -> Answer:
        """Never raises: what fails is logged with its trace and answered with a plain sentence."""
        if len(question.text) > LONGEST_QUESTION:
            return refused(question, TOO_LONG, "out_of_scope", self.model_name)
        started, log = time.perf_counter(), ToolLog()
        try:
            turn = turn_of(self._run(question, self._remembering(context), log))
            self._remember(question, context, log, now)
            papers = self._papers(turn, context, self.limits.seconds - (time.perf_counter() - started))
            answer = self._assembled(question, turn, log, papers)
            return _timed(answer, (time.perf_counter() - started) * 1000, log)
        except Exception:
            logger.exception("question %s failed", question.id)
            return failed(question, self.model_name)

    def _run(self, question: Question, context: Context, log: ToolLog) -> Sequence[BaseMessage]:
        planner = Planner(vocabulary=context.vocabulary, calendar=context.calendar)
        agent: Any = create_agent(
            self.model_for(context),
            bind(TOOLS.values(), context, log),
            middleware=guards(planner, self.limits, self.circuit),
        )
        past = as_messages(self.conversations.turns(question.thread, context.scope.asker))
        asked = [SystemMessage(system_prompt(context)), *past, HumanMessage(question.text)]
        state = agent.invoke({"messages": asked}, config=RUN)
        return list(state["messages"])

    def _remembering(self, context: Context) -> Context:
        """The context that knows when this asker asked about an account before, and nobody else's questions."""
        asker, company = context.scope.asker, context.company.name
        return replace(context, last_asked=lambda account: self._last_asked(asker, account, company))

    def _last_asked(self, asker: str, account: str, company: str) -> Asked | None:
        try:
            return self.conversations.last_asked(asker, account, company)
        except sqlite3.Error:
            logger.exception("what was asked before could not be read")
            return None

    def _remember(self, question: Question, context: Context, log: ToolLog, now: datetime) -> None:
        """A turn that cannot be stored is answered all the same; the next one does not know of it."""
        calls = tuple(PastCall(name=use.name, arguments=use.arguments) for use in log.uses)
        try:
            self.conversations.add(question.thread, context.scope.asker, Turn(question=question.text, calls=calls), now)
            if question.thread is not None:
                accounts = tuple(dict.fromkeys(log.accounts))
                about = About(company=context.company.name, data_until=context.as_of, accounts=accounts)
                self.conversations.note(context.scope.asker, about, now)
        except sqlite3.Error:
            logger.exception("question %s was not remembered", question.id)

    def draft(self, draft: Draft, context: Context, seconds: float = WORDING_SECONDS) -> Paper:
        """The paper of this evidence, worded within so many seconds where a language model is configured for it."""
        writer = self.writer_for(context) if self.writer_for else None
        return written(draft, Wording(writer, self.circuit, Bounds(seconds=seconds)) if writer else None)

    def _papers(self, turn: Sequence[BaseMessage], context: Context, left: float) -> Papers:
        """The drafts of this turn; a model that has just failed is not asked to word them."""
        teller = replace(self, writer_for=None) if fell_back(turn) else self
        drafts = drafts_of(turn)
        each = min(left / max(1, len(drafts)), WORDING_SECONDS)
        return tuple((draft, teller.draft(draft, context, each)) for draft in drafts)

    def _assembled(self, question: Question, turn: Sequence[BaseMessage], log: ToolLog, papers: Papers) -> Answer:
        found, last = evidences_of(turn), turn[-1]
        text = last.text if isinstance(last, AIMessage) and found else UNSUPPORTED
        text = said(found, papers) if papers else text
        outcome, reason = outcome_of(found)
        if self.model_name != PLANNER and fell_back(turn):
            text = f"{WITHOUT_MODEL}\n\n{text}"
        return Answer(
            id=question.id,
            question=question.text,
            outcome=outcome,
            reason=reason,
            answer=text,
            assumptions=_unique(line for item in found for line in item.assumptions),
            choices=tuple(choice for item in found for choice in item.choices),
            facts=tuple(fact for item in found for fact in item.facts),
            sources=sources_of(found),
            tool_calls=tuple(log.uses),
            ungrounded_numbers=check(text, found).ungrounded if outcome == "answered" else (),
            model=self.model_name,
            papers=tuple(paper for _, paper in papers),
        )


def _timed(answer: Answer, total: float, log: ToolLog) -> Answer:
    timings = Timings(
        total_ms=round(total, 1),
        model_ms=round(max(0.0, total - log.milliseconds), 1),
        tools_ms=round(log.milliseconds, 1),
    )
    return answer.model_copy(update={"timings": timings})


def outcome_of(found: Sequence[Evidence]) -> tuple[Outcome, Reason | None]:
    """Answered when any part was; else what the first part came to; nothing looked up is out of scope."""
    if not found:
        return "declined", "out_of_scope"
    answered = [item for item in found if item.outcome == "answered"]
    chosen = (answered or list(found))[0]
    return chosen.outcome, chosen.reason


def sources_of(found: Sequence[Evidence]) -> tuple[SourceRef, ...]:
    """The passages quoted, and the definition behind each metric, once each."""
    passages = [SourceRef(kind=item.kind, title=item.title, ref=item.ref) for one in found for item in one.passages]
    tables = [
        SourceRef(
            kind="record", title=f"{fact.definition.name} v{fact.definition.version}", ref=", ".join(fact.source.tables)
        )
        for one in found
        for fact in one.facts
        if fact.source.tables
    ]
    return _unique([*passages, *tables])


def failed(question: Question, model_name: str) -> Answer:
    return Answer(
        id=question.id,
        question=question.text,
        outcome="failed",
        reason="error",
        answer=FAILED.format(id=question.id),
        model=model_name,
    )


def refused(question: Question, text: str, reason: Reason, model_name: str) -> Answer:
    """An answer given before anything is looked up: the asker or the channel may not have one."""
    return Answer(
        id=question.id, question=question.text, outcome="declined", reason=reason, answer=text, model=model_name
    )


def _unique(items: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))
