"""``check``: whether the store is whole."""

from __future__ import annotations

from etl.cli.faults import told_in_swedish
from etl.cli.swedish import say


def check_store() -> int:
    """Look through the store, tell what was found, and give the exit status: 0 all is well, 1 something is not."""
    with told_in_swedish():
        from data.store import engine_for, speaking_swedish, upgrade
        from etl.verify import verify

        engine = engine_for()
        upgrade(engine)
        with speaking_swedish(engine), engine.connect() as connection:
            verified = verify(connection)
        looked_at = f"{verified.facts} uppgifter och {verified.read_model_rows} rader i läsmodellen är genomgångna"
        if not verified.faults:
            print(f"Allt stämmer: {looked_at}.")
            return 0
        for fault in verified.faults:
            print(fault)
        print(f"{len(verified.faults)} fel: {looked_at}.")
        say("Återställ databasen från en säkerhetskopia, eller ta bort den och läs in källorna på nytt.")
        return 1
