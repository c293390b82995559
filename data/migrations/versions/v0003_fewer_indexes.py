"""Fewer indexes on the facts, and a check of the gender that costs nothing: both were most of the time of adding a row.

No query looks facts up by load; an outcome is found by unit, indicator and year, and of those there are nine.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FACTS = ("plan_goal", "followed_under", "target", "outcome", "forecast", "stated_judgement", "commentary", "activity")


def upgrade() -> None:
    for table in _FACTS:
        for column in ("load_id", "ended_load_id"):
            op.drop_index(op.f(f"ix_{table}_{column}"), table)
    op.drop_index(op.f("ix_outcome_unit_id_indicator_id_year_period_gender"), "outcome")
    is_gender = sa.text("gender = 'T' OR gender = 'K' OR gender = 'M'")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("outcome", recreate="always") as outcome:  # which leaves the earlier check behind
            outcome.create_check_constraint(op.f("ck_outcome_gender"), is_gender)
    else:
        op.drop_constraint(op.f("ck_outcome_gender"), "outcome", type_="check")
        op.create_check_constraint(op.f("ck_outcome_gender"), "outcome", is_gender)
    op.create_index(op.f("ix_outcome_unit_id_indicator_id_year"), "outcome", ["unit_id", "indicator_id", "year"])
