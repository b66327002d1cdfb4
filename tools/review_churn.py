"""review_churn: the losses of a period side by side, what they were made of, what they shared, who looks alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tools.context import Context
from tools.evidence import Evidence, Section, in_sections
from tools.facts import Fact
from tools.forensics.composition import composition, contraction
from tools.forensics.filed import filed
from tools.forensics.lookalikes import of_several
from tools.forensics.painful import losses, savable
from tools.forensics.period import Review, review_of
from tools.forensics.pooled import pooled, read_over, said_of
from tools.forensics.shared import shared_signs
from tools.measure import scope_words
from tools.measuring import measure
from tools.metrics.catalogue import METRICS
from tools.paper_requests import ReviewChurn
from tools.periods import write_day

Part = Callable[[Review, ReviewChurn], Iterator[Section]]
HEAD = ("churned_arr", "churned_accounts", "revenue_churn", "logo_churn")
NO_LEAKAGE = "causes and signs by what was known before each loss"


def _losses(review: Review, request: ReviewChurn) -> Iterator[Section]:
    yield losses(review, request.limit)


def _composition(review: Review, _request: ReviewChurn) -> Iterator[Section]:
    yield from composition(review)


def _contraction(review: Review, _request: ReviewChurn) -> Iterator[Section]:
    yield contraction(review)


def _signs(review: Review, request: ReviewChurn) -> Iterator[Section]:
    pool = pooled(review, request.filters)
    yield shared_signs(pool)
    yield from read_over(review, pool)


def _savable(review: Review, _request: ReviewChurn) -> Iterator[Section]:
    yield savable(review)


def _lookalikes(review: Review, request: ReviewChurn) -> Iterator[Section]:
    pool = pooled(review, request.filters)
    yield of_several(review.context, [item.autopsy.loss for item in pool.lost], request.limit)


def _filed(review: Review, _request: ReviewChurn) -> Iterator[Section]:
    yield from filed(review)


PARTS: Mapping[str, tuple[Part, ...]] = {
    "everything": (_losses, _composition, _signs, _savable, _lookalikes, _filed),
    "losses": (_losses, _savable),
    "composition": (_composition, _filed),
    "signs": (_signs,),
    "lookalikes": (_lookalikes,),
}
# Where nothing was lost there is nothing to take apart.
WITHOUT_LOSS: tuple[Part, ...] = (_losses, _contraction, _filed)


def review_churn(context: Context, request: ReviewChurn) -> Evidence:
    """The totals are those of the metrics. Raises ToolError as these do."""
    review = review_of(context, request.period, request.filters)
    parts = PARTS[request.topic] if review.lost else WITHOUT_LOSS
    return in_sections(
        tuple(_head(review)),
        tuple(section for part in parts for section in part(review, request)),
        title=f"Churn in {review.period.name}",
        assumptions=(
            *review.selection.assumptions,
            f"as known on {write_day(context.as_of)}",
            NO_LEAKAGE,
            *_read(review, request),
            *scope_words(context),
        ),
    )


def _read(review: Review, request: ReviewChurn) -> tuple[str, ...]:
    is_asked = review.lost and {_signs, _lookalikes} & set(PARTS[request.topic])
    return said_of(review, pooled(review, request.filters)) if is_asked else ()


def _head(review: Review) -> Iterator[Fact]:
    for name in HEAD:
        yield from measure(review.context, METRICS[name], review.selection)
