"""Start the server: ``python -m app``."""

from __future__ import annotations

import sys

from app.memory import give_back_what_is_freed, no_search_for_garbage


def main() -> int:
    """Serve until stopped; 1 when the server cannot start, with the reason in Swedish."""
    give_back_what_is_freed()
    with no_search_for_garbage():
        from app.serving import CannotStartError, ready  # half of what a start imports: here, so that it is within the block

        try:
            server = ready()
        except CannotStartError as error:
            print(error, file=sys.stderr)
            return 1
    server.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
