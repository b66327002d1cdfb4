"""Which kind of loss it was: chosen by the account, or not. A smaller contract is contraction and no loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tools.forensics.losses import Loss
from tools.forensics.patterns import Verdict

Kind = Literal["voluntary", "involuntary"]
UNKNOWN = "no kind was filed with the loss, and nothing on record shows whether they chose to go"
RULE = (
    "as filed with the churn event; where none is filed, involuntary when unpaid invoices or the end of the business "
    "show it, voluntary when notice or a cause does; an account whose ARR ended is lost even if a downgrade was filed"
)


@dataclass(frozen=True)
class Judged:
    """The kind, None when it cannot be told; what was filed and what the records say by themselves."""

    kind: Kind | None
    filed: str
    by_records: Kind | None

    @property
    def is_contradicted(self) -> bool:
        return bool(self.filed and self.by_records and self.kind != self.by_records)


def kind_of(loss: Loss, verdict: Verdict) -> Judged:
    filed = ((loss.event.kind or "") if loss.event else "").strip().lower()
    by_records = _by_records(loss, verdict)
    if "involuntary" in filed:
        return Judged("involuntary", filed, by_records)
    if "voluntary" in filed:
        return Judged("voluntary", filed, by_records)
    return Judged(by_records, filed, by_records)


def _by_records(loss: Loss, verdict: Verdict) -> Kind | None:
    if verdict.named is None:
        return "voluntary" if loss.notice else None
    if not verdict.named.pattern.unavoidable:
        return "voluntary"
    # A mark that was only filed says nothing beside the filing itself.
    return "involuntary" if any(not found.is_filed for found, _ in verdict.named.own) else None
