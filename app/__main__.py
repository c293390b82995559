"""Start the server: ``python -m app``."""

from __future__ import annotations

import sys

from app.serving import CannotStartError, serve


def main() -> int:
    """Serve until stopped; 1 when the server cannot start, with the reason in Swedish."""
    try:
        serve()
    except CannotStartError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
