"""The lines of a process-behaviour chart in the read model, and tables for what people write in Målbild itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OVERVIEW = (
    *("unit_id", "year", "period", "indicator_id", "status", "status_reason", "goal_id"),
    *("remark_kind", "remark_weight", "gender", "is_aggregated"),
)


def upgrade() -> None:
    for table in ("attainment", "withheld_attainment"):
        for name in ("process_mean", "process_low", "process_high"):
            op.add_column(table, sa.Column(name, sa.Double(), nullable=True))
        op.add_column(table, sa.Column("remark_kind", sa.String(), nullable=True))
        op.add_column(table, sa.Column("remark_weight", sa.Double(), nullable=True))
    totals = sa.text("gender = 'T' AND NOT is_aggregated")
    op.create_index("ix_attainment_overview", "attainment", [*OVERVIEW], sqlite_where=totals, postgresql_where=totals)
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_comment_unit_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_comment_indicator_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["comment.id"], name=op.f("fk_comment_replaces_id")),
    )
    op.create_index(op.f("ix_comment_unit_id_indicator_id_year"), "comment", ["unit_id", "indicator_id", "year"])
    op.create_table(
        "saved_presentation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_presentation")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_presentation_name")),
    )
    op.execute("DELETE FROM store_fact WHERE name = 'judged_on'")
