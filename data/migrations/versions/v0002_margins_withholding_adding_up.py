"""Margins of error, withholding, adding up and the read model of goals.

What is derived is made anew: the read model's tables are dropped, and the store is marked as never judged.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = ("unit_id", "year", "period", "indicator_id", "gender")


def upgrade() -> None:
    op.add_column("indicator", sa.Column("measured_over", sa.String(), nullable=True))
    op.add_column("indicator", sa.Column("n_is_denominator", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.drop_table("attainment")
    op.create_table("attainment", *_attainment_columns(), sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_attainment")))
    op.create_index(
        op.f("ix_attainment_indicator_id_year_period_gender"), "attainment", ["indicator_id", "year", "period", "gender"]
    )
    withheld = sa.text("is_withheld")
    op.create_index("ix_attainment_withheld", "attainment", ["indicator_id"], sqlite_where=withheld, postgresql_where=withheld)
    op.create_table(
        "withheld_attainment", *_attainment_columns(), sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_withheld_attainment"))
    )
    op.create_table(
        "goal_attainment",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=True),
        sa.Column("stated_judgement_id", sa.Integer(), nullable=True),
        *(_count(name) for name in ("reached", "partly", "missed", "not_judged", "not_reported")),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "year", "period", "goal_id", name=op.f("pk_goal_attainment")),
    )
    op.execute("DELETE FROM store_fact WHERE name = 'judged_on'")


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _attainment_columns() -> list[sa.Column[object]]:
    kinds: dict[str, type] = {"w": sa.String, "d": sa.Double, "i": sa.Integer, "b": sa.Boolean, "t": sa.Date}
    columns = (
        "unit_id:i year:i! period:w! indicator_id:i! gender:w! value:d? n:i? missing:w? outcome_printed:w! outcome_unit:w!"
        " outcome_id:i? due_on:t? target_value:d? target_form:w? target_printed:w! target_id:i? status:w! status_reason:w!"
        " judged_better:w?"
        " judged_level:d? judged_limit:d? kf_target_value:d? kf_target_form:w? kf_target_printed:w! kf_target_id:i? kf_status:w!"
        " kf_status_reason:w! kf_judged_better:w? kf_judged_level:d? previous_value:d? previous_year:i? previous_period:w?"
        " change:w? change_low:d? change_high:d? change_within_margin:b? year_ago_value:d? year_ago_change:w? year_ago_low:d?"
        " year_ago_high:d? year_ago_within_margin:b? gap:d? gap_low:d? gap_high:d? gap_within_margin:b? forecast_value:d?"
        " forecast_printed:w! forecast_status:w? forecast_status_reason:w? interval_low:d? interval_high:d? within_margin:b?"
        " kf_within_margin:b? variation:w? assurance:w? is_withheld:b! is_aggregated:b! units_reached:i? units_judged:i?"
        " units_reported:i? units_total:i? goal_id:i? is_example:b!"
    )
    made = []
    for each in columns.split():
        name, _, kind = each.partition(":")
        made.append(sa.Column(name, kinds[kind[0]](), nullable=kind.endswith("?")))
    return made
