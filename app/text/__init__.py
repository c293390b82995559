"""Every Swedish word that the screens show: one module for each view, all reached as ``text.NAME``.

Sentences are templates filled by the presenters. Words of the field follow docs/ordlista.md; numbers come ready from
``app.numbers``. A name stands in one module only.
"""

from app.text.comments import *  # noqa: F403
from app.text.diagram import *  # noqa: F403
from app.text.enhet import *  # noqa: F403
from app.text.enheter import *  # noqa: F403
from app.text.exports import *  # noqa: F403
from app.text.faults import *  # noqa: F403
from app.text.frame import *  # noqa: F403
from app.text.indikator import *  # noqa: F403
from app.text.inlasning import *  # noqa: F403
from app.text.jamstalldhet import *  # noqa: F403
from app.text.laget import *  # noqa: F403
from app.text.mal import *  # noqa: F403
from app.text.messages import *  # noqa: F403
from app.text.presentation import *  # noqa: F403
from app.text.rapport import *  # noqa: F403
from app.text.sentences import *  # noqa: F403
from app.text.server import *  # noqa: F403
from app.text.terms import *  # noqa: F403
from app.text.tillganglighet import *  # noqa: F403
from app.text.underlag import *  # noqa: F403
from app.text.words import *  # noqa: F403
