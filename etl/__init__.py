"""Reads plans, reports and figures, normalises, checks, judges and loads them."""
