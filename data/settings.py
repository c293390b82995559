"""Settings of an installation, read from the environment (MALBILD_…) once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where the store lies and how the server listens.

    ``store_url`` is a SQLAlchemy URL; the default is a SQLite file in ``data/var/``. ``tolerance_pct`` and ``min_group``
    are the defaults of the rules (per cent of the target; persons) where a definition says nothing. ``log_level`` is the least
    serious that the server writes to its log; ``info`` is every answer. ``accessibility_file`` is the YAML file that the
    accessibility statement is made of; a relative path begins in the project's folder. ``pptx_template`` is the PowerPoint
    template that presentations are made with in place of Målbild's own; it is also read from ``PPTX_TEMPLATE``.
    ``chromium`` is the browser that makes PDF; without it one of the usual names is looked for. ``pdf_at_once`` PDF are made at a
    time, each within ``pdf_seconds``.
    """

    model_config = SettingsConfigDict(env_prefix="MALBILD_", extra="ignore")

    store_url: str = f"sqlite:///{ROOT / 'data' / 'var' / 'malbild.sqlite'}"
    host: str = "127.0.0.1"
    port: int = 8050
    tolerance_pct: float = 10.0
    min_group: int = 10
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    kolada_url: str = "https://api.kolada.se/v3"
    accessibility_file: Path = Path("data/tillganglighet.yaml")
    chromium: str = ""
    pdf_at_once: int = Field(default=2, ge=1, le=16)
    pdf_seconds: float = Field(default=60.0, ge=1, le=600)
    pptx_template: str = Field(default="", validation_alias=AliasChoices("MALBILD_PPTX_TEMPLATE", "PPTX_TEMPLATE"))


_EXPECTED = {
    "pdf_at_once": "ett heltal från 1 till 16",
    "pdf_seconds": "ett antal sekunder från 1 till 600",
    "port": "ett heltal",
    "min_group": "ett heltal",
    "tolerance_pct": "ett tal med decimalpunkt",
    "log_level": "debug, info, warning eller error",
}


@lru_cache
def settings() -> Settings:
    """The settings of this process; raises pydantic's ValidationError for a value that cannot be used."""
    return Settings()


def faults_of(error: ValidationError) -> str:
    """What is wrong with the settings, in Swedish: a line for each variable."""
    return "\n".join(_fault(str(each["loc"][0]), each["input"]) for each in error.errors())


def _fault(name: str, value: object) -> str:
    expected = _EXPECTED.get(name, "en text")
    default = Settings.model_fields[name].default
    example = f"{default:g}" if isinstance(default, (int, float)) else default
    return f"Miljövariabeln MALBILD_{name.upper()} är «{value}», men ska vara {expected}, till exempel {example}."
