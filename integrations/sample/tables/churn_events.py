"""Losses and downgrades as they were filed: the reason is what was said, not what the signals say."""

from __future__ import annotations

from datetime import timedelta

from integrations.sample.dossier import Dossier
from integrations.sample.phrases import Pen
from integrations.sample.rows import Row, numbered
from integrations.sample.stories import Beat

REFUNDS = {0: 6, 250: 1, 900: 1}


def rows(dossier: Dossier) -> list[Row]:
    pen = Pen(dossier.account.dice("churn_events"))
    filed = sorted((beat for story in dossier.stories for beat in story.beats if beat.reason), key=lambda beat: beat.on)
    return numbered(dossier.account, "churn_event_id", "CHU", (_event(dossier, beat, pen) for beat in filed))


def _event(dossier: Dossier, beat: Beat, pen: Pen) -> Row:
    is_loss = beat.kind == "churn"
    begun = [begin for begin in dossier.history.begins() if begin < beat.on]
    return {
        "churned_on": beat.on,
        "reason": beat.reason,
        "kind": beat.type,
        "refund_amount": pen.rng.choices(list(REFUNDS), list(REFUNDS.values()))[0] if is_loss else 0,
        "is_reactivation": is_loss and len(begun) > 1,
        "feedback": pen.write(beat.text, dossier.words(beat.on - timedelta(1))),
    }
