"""A status as symbol, word and colour."""

from __future__ import annotations

from app import text
from app.views import StatusView
from data.vocabulary import Judgement, Status

_OF_JUDGEMENT = {
    Judgement.UPPFYLLS_HELT: Status.UPPFYLLS_HELT,
    Judgement.UPPFYLLS_DELVIS: Status.UPPFYLLS_DELVIS,
    Judgement.UPPFYLLS_INTE: Status.UPPFYLLS_INTE,
}


def status_view(status: str) -> StatusView:
    """How a computed status looks."""
    known = Status(status)
    return StatusView(text.STATUS_CLASS[known], text.STATUS_SYMBOL[known], text.STATUS_WORD[known])


def judgement_view(judgement: str) -> StatusView:
    """How a stated judgement looks; beside it stands that it is stated."""
    known = Judgement(judgement)
    same = _OF_JUDGEMENT[known]
    return StatusView(text.STATUS_CLASS[same], text.STATUS_SYMBOL[same], text.JUDGEMENT_WORD[known])
