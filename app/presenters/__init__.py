"""Answers into what a page shows: sentences, Swedish numbers, rows. Pure: no database, no page, nothing judged."""
