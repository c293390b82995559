"""What there is to say where a document is a version of another, or of itself: in Swedish, for the one who loads."""

from __future__ import annotations

from data.vocabulary import FindingKind, Period
from etl.checks import Problem
from etl.loading.changes import Changes

MUCH_ENDED = "much_ended"
LEFT_BEHIND = "left_behind"


def earlier_version(period: Period, unit_name: str, corrected_in: str, line: int) -> Problem:
    """A warning about bytes that were corrected since, and come again under another name."""
    return Problem(
        kind=FindingKind.WARNING,
        code="earlier_version",
        message=f"Det här är en tidigare version av {period} för {unit_name}, som är rättad i {corrected_in}."
        " Den rättade gäller, och ingenting är inläst ur denna.",
        action="Ta bort filen. Är det den som är rätt, läs in den under samma namn som den rättade.",
        printed=corrected_in,
        line=line,
    )


def second_document(period: Period, file_name: str, other: str, line: int) -> Problem:
    """A warning about two files of one name that say to be the same plan or follow-up."""
    return Problem(
        kind=FindingKind.WARNING,
        code="two_files_of_one_name",
        message=f"Två olika filer med samma namn är {period} för samma enhet: {file_name} och {other}."
        " De är inlästa som två dokument.",
        action="Avgör vilken som gäller, och ge dem olika namn om båda ska finnas.",
        printed=other,
        line=line,
    )


def much_ended(changes: Changes) -> list[Problem]:
    """A warning where a new version of a document no longer says most of what it said."""
    before = changes.ended + changes.unchanged
    if 2 * changes.ended <= before:
        return []
    return [
        Problem(
            kind=FindingKind.WARNING,
            code=MUCH_ENDED,
            message=f"Den nya versionen har ersatt eller saknar {changes.ended} av de {before} uppgifter som dokumentet hade."
            " De tidigare är sparade men gäller inte längre.",
            action="Kontrollera att filen är hel och är rätt dokument. Läs annars in den förra versionen igen.",
            printed=f"{changes.ended} av {before}",
        )
    ]


def left_behind(document_id: int, period: str, unit_name: str) -> Problem:
    """A question about a document that its file does not hold any more, and that is current all the same."""
    return Problem(
        kind=FindingKind.QUESTION,
        code=LEFT_BEHIND,
        message=f"Filen rymde tidigare {period} för {unit_name}, men gör det inte längre. De uppgifterna gäller fortfarande.",
        action=f"Har dokumentet fått en rättad rubrik, återta det gamla: python -m etl withdraw {document_id}."
        " Är filen avklippt, läs in den hela.",
        printed=f"{period}, {unit_name}",
    )


def reader_failed(fault: str) -> Problem:
    """A rejection where the reader itself failed over what the file holds."""
    return Problem(
        kind=FindingKind.REJECTION,
        code="reader_failed",
        message="Ett fel i Målbild hindrade läsningen av filen. Det som stod före felet är inläst i hela dokument.",
        action="Visa filen och felet för den som sköter Målbild.",
        printed=fault,
    )
