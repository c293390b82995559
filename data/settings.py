"""Settings of an installation, read from the environment (MALBILD_…) once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where the store lies and how the server listens.

    ``store_url`` is a SQLAlchemy URL; the default is a SQLite file in ``data/var/``. ``tolerance_pct`` and ``min_group``
    are the defaults of the rules (per cent of the target; persons) where a definition says nothing.
    """

    model_config = SettingsConfigDict(env_prefix="MALBILD_", extra="ignore")

    store_url: str = f"sqlite:///{ROOT / 'data' / 'var' / 'malbild.sqlite'}"
    host: str = "127.0.0.1"
    port: int = 8050
    tolerance_pct: float = 10.0
    min_group: int = 10


@lru_cache
def settings() -> Settings:
    return Settings()
