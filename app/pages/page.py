"""What a page is to the server, and what every page is given."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import Connection

from app.answers.figures import Indicator
from app.answers.organisation import Organisation, Unit
from app.queries.store import StoreState


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, with the title of the window and the HTTP status of the answer."""

    title: str
    content: Markup
    status: int = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What holds for every page of one version of the data: it is read once and kept."""

    state: StoreState
    organisation: Organisation
    indicators: dict[int, Indicator]
    default_part: Unit | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: the connection to ask on, what is known, and the address with its query string."""

    connection: Connection
    known: Known
    path: str
    query: str
