"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("unit_of_measure", sa.String(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("better", sa.String(), nullable=True),
        sa.Column("periodicity", sa.String(), nullable=True),
        sa.Column("tolerance_pct", sa.Double(), nullable=True),
        sa.Column("accumulates", sa.Boolean(), nullable=False),
        sa.Column("aggregate", sa.String(), nullable=False),
        sa.Column("min_group", sa.Integer(), nullable=True),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("kf_target_is_local", sa.Boolean(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("slug", name=op.f("uq_indicator_slug")),
    )
    op.create_table(
        "load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("facts_added", sa.Integer(), nullable=False),
        sa.Column("facts_ended", sa.Integer(), nullable=False),
        sa.Column("facts_unchanged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load")),
    )
    op.create_table(
        "store_fact",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_store_fact")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("slug", name=op.f("uq_unit_slug")),
    )
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner_unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_unit_id"], ["unit.id"], name=op.f("fk_goal_owner_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("key", name=op.f("uq_goal_key")),
    )
    op.create_table(
        "indicator_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("normalised", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_name_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_name")),
        sa.UniqueConstraint("indicator_id", "normalised", name=op.f("uq_indicator_name_indicator_id_normalised")),
    )
    op.create_index(op.f("ix_indicator_name_normalised"), "indicator_name", ["normalised"], unique=False)
    op.create_table(
        "source_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_key", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("records_read", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_source_document_ended_load_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_source_document_load_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_source_document_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_document")),
    )
    op.create_index(
        op.f("ix_source_document_document_key_ended_load_id"), "source_document", ["document_key", "ended_load_id"], unique=False
    )
    op.create_index(op.f("ix_source_document_sha256"), "source_document", ["sha256"], unique=False)
    op.create_index(op.f("ix_source_document_unit_id"), "source_document", ["unit_id"], unique=False)
    op.create_table(
        "unit_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("normalised", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_name_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_name")),
        sa.UniqueConstraint("unit_id", "normalised", name=op.f("uq_unit_name_unit_id_normalised")),
    )
    op.create_index(op.f("ix_unit_name_normalised"), "unit_name", ["normalised"], unique=False)
    op.create_table(
        "activity",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("deviation", sa.String(), nullable=False),
        sa.Column("analysis", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_activity_ended_load_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_activity_goal_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_activity_load_id")),
        sa.ForeignKeyConstraint(["source_document_id"], ["source_document.id"], name=op.f("fk_activity_source_document_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_activity_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_ended_load_id"), "activity", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_activity_load_id"), "activity", ["load_id"], unique=False)
    op.create_index(op.f("ix_activity_source_document_id"), "activity", ["source_document_id"], unique=False)
    op.create_index(op.f("ix_activity_unit_id_year_period"), "activity", ["unit_id", "year", "period"], unique=False)
    op.create_table(
        "commentary",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_commentary_ended_load_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_commentary_goal_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_commentary_indicator_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_commentary_load_id")),
        sa.ForeignKeyConstraint(["source_document_id"], ["source_document.id"], name=op.f("fk_commentary_source_document_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_commentary_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commentary")),
    )
    op.create_index(op.f("ix_commentary_ended_load_id"), "commentary", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_commentary_load_id"), "commentary", ["load_id"], unique=False)
    op.create_index(op.f("ix_commentary_source_document_id"), "commentary", ["source_document_id"], unique=False)
    op.create_index(op.f("ix_commentary_unit_id_year_period"), "commentary", ["unit_id", "year", "period"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.Column("source_document_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_finding_ended_load_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_finding_indicator_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_finding_load_id")),
        sa.ForeignKeyConstraint(["source_document_id"], ["source_document.id"], name=op.f("fk_finding_source_document_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_finding_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_fingerprint"), "finding", ["fingerprint"], unique=False)
    op.create_index(op.f("ix_finding_load_id"), "finding", ["load_id"], unique=False)
    op.create_index(op.f("ix_finding_source_document_id"), "finding", ["source_document_id"], unique=False)
    op.create_index(op.f("ix_finding_state_kind"), "finding", ["state", "kind"], unique=False)
    op.create_table(
        "followed_under",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("periodicity", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_followed_under_ended_load_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_followed_under_goal_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_followed_under_indicator_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_followed_under_load_id")),
        sa.ForeignKeyConstraint(
            ["source_document_id"], ["source_document.id"], name=op.f("fk_followed_under_source_document_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_followed_under_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followed_under")),
    )
    op.create_index(op.f("ix_followed_under_ended_load_id"), "followed_under", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_followed_under_load_id"), "followed_under", ["load_id"], unique=False)
    op.create_index(op.f("ix_followed_under_source_document_id"), "followed_under", ["source_document_id"], unique=False)
    op.create_index(
        op.f("ix_followed_under_unit_id_year_indicator_id"), "followed_under", ["unit_id", "year", "indicator_id"], unique=False
    )
    op.create_table(
        "forecast",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit_printed", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_forecast_ended_load_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_forecast_indicator_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_forecast_load_id")),
        sa.ForeignKeyConstraint(["source_document_id"], ["source_document.id"], name=op.f("fk_forecast_source_document_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_forecast_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
    )
    op.create_index(op.f("ix_forecast_ended_load_id"), "forecast", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_forecast_load_id"), "forecast", ["load_id"], unique=False)
    op.create_index(op.f("ix_forecast_source_document_id"), "forecast", ["source_document_id"], unique=False)
    op.create_index(
        op.f("ix_forecast_unit_id_indicator_id_year_period"),
        "forecast",
        ["unit_id", "indicator_id", "year", "period"],
        unique=False,
    )
    op.create_table(
        "outcome",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.Column("unit_printed", sa.String(), nullable=False),
        sa.Column("reported_year", sa.Integer(), nullable=False),
        sa.Column("reported_period", sa.String(), nullable=False),
        sa.Column("is_doubtful", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("gender IN ('T', 'K', 'M')", name=op.f("ck_outcome_gender")),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_outcome_ended_load_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_outcome_indicator_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_outcome_load_id")),
        sa.ForeignKeyConstraint(["source_document_id"], ["source_document.id"], name=op.f("fk_outcome_source_document_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_outcome_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
    )
    op.create_index(op.f("ix_outcome_ended_load_id"), "outcome", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_outcome_load_id"), "outcome", ["load_id"], unique=False)
    op.create_index(op.f("ix_outcome_source_document_id"), "outcome", ["source_document_id"], unique=False)
    op.create_index(
        op.f("ix_outcome_unit_id_indicator_id_year_period_gender"),
        "outcome",
        ["unit_id", "indicator_id", "year", "period", "gender"],
        unique=False,
    )
    op.create_table(
        "plan_goal",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("parent_goal_id", sa.Integer(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_plan_goal_ended_load_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_plan_goal_goal_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_plan_goal_load_id")),
        sa.ForeignKeyConstraint(["parent_goal_id"], ["goal.id"], name=op.f("fk_plan_goal_parent_goal_id")),
        sa.ForeignKeyConstraint(["source_document_id"], ["source_document.id"], name=op.f("fk_plan_goal_source_document_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_goal_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goal")),
    )
    op.create_index(op.f("ix_plan_goal_ended_load_id"), "plan_goal", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_plan_goal_load_id"), "plan_goal", ["load_id"], unique=False)
    op.create_index(op.f("ix_plan_goal_source_document_id"), "plan_goal", ["source_document_id"], unique=False)
    op.create_index(op.f("ix_plan_goal_unit_id_year"), "plan_goal", ["unit_id", "year"], unique=False)
    op.create_table(
        "stated_judgement",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_stated_judgement_ended_load_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_stated_judgement_goal_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_stated_judgement_load_id")),
        sa.ForeignKeyConstraint(
            ["source_document_id"], ["source_document.id"], name=op.f("fk_stated_judgement_source_document_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_stated_judgement_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_judgement")),
    )
    op.create_index(op.f("ix_stated_judgement_ended_load_id"), "stated_judgement", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_stated_judgement_load_id"), "stated_judgement", ["load_id"], unique=False)
    op.create_index(op.f("ix_stated_judgement_source_document_id"), "stated_judgement", ["source_document_id"], unique=False)
    op.create_index(
        op.f("ix_stated_judgement_unit_id_year_period"), "stated_judgement", ["unit_id", "year", "period"], unique=False
    )
    op.create_table(
        "target",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit_printed", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("is_doubtful", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("ended_load_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_load_id"], ["load.id"], name=op.f("fk_target_ended_load_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_target_load_id")),
        sa.ForeignKeyConstraint(["source_document_id"], ["source_document.id"], name=op.f("fk_target_source_document_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_target_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_ended_load_id"), "target", ["ended_load_id"], unique=False)
    op.create_index(op.f("ix_target_load_id"), "target", ["load_id"], unique=False)
    op.create_index(op.f("ix_target_source_document_id"), "target", ["source_document_id"], unique=False)
    op.create_index(op.f("ix_target_unit_id_indicator_id_year"), "target", ["unit_id", "indicator_id", "year"], unique=False)
    op.create_table(
        "attainment",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.Column("outcome_printed", sa.String(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=True),
        sa.Column("target_value", sa.Double(), nullable=True),
        sa.Column("target_form", sa.String(), nullable=True),
        sa.Column("target_printed", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_reason", sa.String(), nullable=False),
        sa.Column("judged_better", sa.String(), nullable=True),
        sa.Column("judged_level", sa.Double(), nullable=True),
        sa.Column("kf_target_value", sa.Double(), nullable=True),
        sa.Column("kf_target_form", sa.String(), nullable=True),
        sa.Column("kf_target_printed", sa.String(), nullable=False),
        sa.Column("kf_target_id", sa.Integer(), nullable=True),
        sa.Column("kf_status", sa.String(), nullable=False),
        sa.Column("kf_status_reason", sa.String(), nullable=False),
        sa.Column("previous_value", sa.Double(), nullable=True),
        sa.Column("previous_year", sa.Integer(), nullable=True),
        sa.Column("previous_period", sa.String(), nullable=True),
        sa.Column("change", sa.String(), nullable=True),
        sa.Column("year_ago_value", sa.Double(), nullable=True),
        sa.Column("year_ago_change", sa.String(), nullable=True),
        sa.Column("forecast_value", sa.Double(), nullable=True),
        sa.Column("forecast_printed", sa.String(), nullable=False),
        sa.Column("forecast_status", sa.String(), nullable=True),
        sa.Column("forecast_status_reason", sa.String(), nullable=True),
        sa.Column("interval_low", sa.Double(), nullable=True),
        sa.Column("interval_high", sa.Double(), nullable=True),
        sa.Column("within_margin", sa.Boolean(), nullable=True),
        sa.Column("is_withheld", sa.Boolean(), nullable=False),
        sa.Column("is_aggregated", sa.Boolean(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_attainment_goal_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_attainment_indicator_id")),
        sa.ForeignKeyConstraint(["kf_target_id"], ["target.id"], name=op.f("fk_attainment_kf_target_id")),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcome.id"], name=op.f("fk_attainment_outcome_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_attainment_target_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_attainment_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "year", "period", "indicator_id", "gender", name=op.f("pk_attainment")),
    )
    op.create_index(
        op.f("ix_attainment_indicator_id_year_period_gender"),
        "attainment",
        ["indicator_id", "year", "period", "gender"],
        unique=False,
    )
