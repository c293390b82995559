"""What can go wrong and be mended by the person at the keyboard: told in Swedish instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from etl.cli.swedish import say

CANNOT = 2
"""Exit status: the command could not do its work."""


@contextmanager
def told_in_swedish() -> Iterator[None]:
    """Faults of the store, the settings, the definitions and the options end the command with a message and status 2."""
    from pydantic import ValidationError

    from data.definitions import DefinitionError
    from data.settings import Settings, faults_of
    from data.store import StoreError
    from etl.loading import UnknownUnitError

    try:
        yield
    except DefinitionError as error:
        say(f"Definitionerna kan inte användas, så ingenting är gjort:\n{error}")
        raise typer.Exit(CANNOT) from error
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        say(faults_of(error))
        raise typer.Exit(CANNOT) from error
    except (StoreError, UnknownUnitError) as error:
        say(str(error))
        raise typer.Exit(CANNOT) from error
