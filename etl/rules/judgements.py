"""Where the indicators under a goal tell another story than the judgement that people state. Never a correction.

Source of the rule: the steering system's three judgements of a goal, *stated* by the unit or the board; that a computed
picture stands beside them, and when the two differ enough to say so, is the product's design.
"""

from __future__ import annotations

from data.vocabulary import Judgement, JudgementRemark


def remark_on(judgement: Judgement | None, reached: int, partly: int, missed: int) -> JudgementRemark | None:
    """The remark for the controller, from how many of the goal's judged indicators reach, nearly reach and miss their årsmål.

    *Uppfylls helt* is stated better than the indicators when more than half of them do not reach their targets, *uppfylls
    inte* worse when more than half do. *Delvis* covers every mixture, so only a unanimous picture speaks against it: none
    that reaches or nearly reaches, or all that reach. None where nothing is stated or no indicator is judged.
    """
    judged = reached + partly + missed
    if judgement is None or judged == 0:
        return None
    if judgement is Judgement.UPPFYLLS_HELT:
        return JudgementRemark.STATED_BETTER if 2 * (partly + missed) > judged else None
    if judgement is Judgement.UPPFYLLS_INTE:
        return JudgementRemark.STATED_WORSE if 2 * reached > judged else None
    if missed == judged:
        return JudgementRemark.STATED_BETTER
    return JudgementRemark.STATED_WORSE if reached == judged else None
