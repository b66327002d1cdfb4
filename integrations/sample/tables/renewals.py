"""The renewals: what came due, what was decided, and what the CSM called."""

from __future__ import annotations

from datetime import date, timedelta

from integrations.sample.dossier import Dossier
from integrations.sample.health import bucket, health
from integrations.sample.phrases import Pen
from integrations.sample.rows import Row, numbered
from integrations.sample.stories import Story
from integrations.sample.window import FIRST_DAY, LAST_DAY

CALLED_AHEAD = timedelta(180)
NOTICE = timedelta(100)
ORDER = ("committed", "likely", "at_risk", "critical")


def rows(dossier: Dossier) -> list[Row]:
    return numbered(dossier.account, "renewal_id", "REN", (_renewal(dossier, due) for due in dossier.terms()))


def _renewal(dossier: Dossier, due: date) -> Row:
    before = dossier.history.arr_at(due - timedelta(1))
    row: Row = {"due_on": due, "arr": before, **_call(dossier, due)}
    if due > LAST_DAY:
        return row
    after = dossier.history.arr_at(due)
    return {**row, "outcome": outcome(before, after), "closed_on": decided_on(dossier, due), "renewed_arr": after}


def outcome(before: int, after: int) -> str:
    if after == 0:
        return "churned"
    return "renewed" if after == before else "expanded" if after > before else "contracted"


def decided_on(dossier: Dossier, due: date) -> date:
    """The day of the notice when there was one, else some weeks ahead of the due day."""
    given = [beat.on for beat in dossier.beats("note") if beat.what == "notice given"]
    notices = [day for day in given if timedelta(0) < due - day < NOTICE]
    ahead = dossier.account.dice(f"decided {due}").randint(1, 30)
    return notices[0] if notices else due - timedelta(ahead)


def _call(dossier: Dossier, due: date) -> Row:
    """The CSM's last call. It follows the health score unless a story, or now and then a hunch, says otherwise."""
    if due < FIRST_DAY or due > LAST_DAY + CALLED_AHEAD:
        return {}
    day = min(LAST_DAY, decided_on(dossier, due))
    rng, words = dossier.account.dice(f"call {due}"), dossier.words(day)
    pen = Pen(rng)
    story = telling_story(dossier, day)
    if story:
        return {"csm_call": story.csm_call, "csm_call_reason": pen.write(story.csm_call_reason, words)}
    scored = ORDER.index(bucket(health(dossier, day).score))
    called = ORDER[max(0, min(3, scored + rng.choice((-1, 1))))] if rng.random() < 0.15 else ORDER[scored]
    if called == ORDER[scored]:
        return {"csm_call": called}
    hunch = "because_better" if ORDER.index(called) < scored else "because_worse"
    return {"csm_call": called, "csm_call_reason": pen.write(hunch, words)}


def telling_story(dossier: Dossier, day: date) -> Story | None:
    """The story about which the CSM has made a call that day."""
    running = [story for story in dossier.stories if story.csm_call and story.began <= day]
    return running[-1] if running else None
