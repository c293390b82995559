"""What an answer about a figure is as corrections: fields for ``data/corrections``, and what was answered in words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, func, select

from data.corrections import Act
from data.names import slug
from data.schema import Unit, UnitName
from etl.loading.corrections import CELLS
from etl.normalise.doubts import Doubt
from etl.normalise.outcomes import parse_outcome
from etl.normalise.targets import parse_target
from etl.settling.cells import Claim, rows_of_indicator
from etl.settling.files import SettlingError
from etl.settling.questions import AnswerKind, Question

Fields = dict[str, Any]


def corrections_for(
    connection: Connection, finding: Any, question: Question, kind: AnswerKind, value: str, cell: str
) -> tuple[dict[str, list[Fields]], str]:
    """The corrections by the name of the file that they belong in, and what was answered, in Swedish.

    ``cell`` chooses among several figures that a question is about. Raises SettlingError for a value that cannot be read.
    """
    if kind is AnswerKind.COUNTS:
        return _that_counts(connection, finding, question, value)
    claims = question.claims
    if kind is not AnswerKind.RIGHT:
        claims = (_chosen(question, cell),)
    written = [(each, _fields(connection, finding, each, kind, value)) for each in claims]
    what = {
        AnswerKind.RIGHT: "stämmer",
        AnswerKind.DROP: "räknas inte",
        AnswerKind.VALUE: f"ska vara {value}",
    }[kind]
    figures = ", ".join(dict.fromkeys(f"{CELLS[each.cell].value} {each.printed}" for each in claims))
    return _by_file(connection, finding, written), f"{figures} för «{claims[0].indicator}» {what}."


def _chosen(question: Question, cell: str) -> Claim:
    fitting = [each for each in question.claims if not cell or each.cell == cell]
    if len({each.cell for each in fitting}) != 1:
        possible = " eller ".join(f"--set cell={each.cell} ({each.printed})" for each in question.claims)
        raise SettlingError(f"Frågan gäller flera siffror. Ange vilken: {possible}.")
    return fitting[0]


def _that_counts(connection: Connection, finding: Any, question: Question, value: str) -> tuple[dict[str, list[Fields]], str]:
    """The figure that counts is confirmed, and takes the place of the others where they stand."""
    right = [each for each in question.claims if " ".join(each.printed.split()) == " ".join(value.split())]
    if not right:
        possible = " eller ".join(dict.fromkeys(each.printed for each in question.claims))
        raise SettlingError(f"Ingen av uppgifterna är «{value}». Ange {possible}.")
    others = [each for each in question.claims if each not in right]
    written = [(each, _fields(connection, finding, each, AnswerKind.VALUE, right[0].printed)) for each in others]
    if right[0].is_doubtful:
        written += [(each, _fields(connection, finding, each, AnswerKind.RIGHT, "")) for each in right]
    said = (
        f"{right[0].what} för «{right[0].indicator}» är {right[0].printed}, inte {', '.join({each.printed for each in others})}."
    )
    return _by_file(connection, finding, written), said


def _fields(connection: Connection, finding: Any, claim: Claim, kind: AnswerKind, value: str) -> Fields:
    act = {AnswerKind.RIGHT: Act.CONFIRM, AnswerKind.DROP: Act.DROP, AnswerKind.VALUE: Act.OVERRIDE}[kind]
    fields: Fields = {
        **{"do": act.value, "unit": _name_of(connection, finding), "period": str(claim.period)},
        **{"indicator": claim.indicator, "cell": claim.cell.value},
    }
    if len(rows_of_indicator(connection, claim.document_key, finding.indicator_id)) > 1:
        fields["locator"] = claim.locator
    fields["expect"] = claim.printed
    if act is Act.OVERRIDE:
        fields["value"] = _readable(claim, value)
    return fields


def _readable(claim: Claim, value: str) -> str:
    is_target = claim.cell.value in ("target", "kf_target")
    read = parse_target(value) if is_target else parse_outcome(value)
    if read is None or isinstance(read, Doubt):
        raise SettlingError(f"Värdet «{value}» kan inte läsas. {read.message if read else 'Det är tomt.'}")
    return value.strip()


def _name_of(connection: Connection, finding: Any) -> str:
    """The unit's name or, where another unit bears it too, its slug."""
    same = select(UnitName.normalised).join(Unit).where(Unit.id == finding.unit_id, UnitName.name == Unit.name)
    bearers = select(func.count(UnitName.unit_id.distinct())).where(UnitName.normalised.in_(same))
    return str(finding.unit if connection.execute(bearers).scalar_one() <= 1 else finding.unit_slug)


def _by_file(connection: Connection, finding: Any, written: list[tuple[Claim, Fields]]) -> dict[str, list[Fields]]:
    files: dict[str, list[Fields]] = defaultdict(list)
    for claim, fields in written:
        files[f"{finding.unit_slug[:80]}-{slug(str(claim.period))}"].append(fields)
    return dict(files)
