"""Printed text into typed values, and printed names into what they stand for. What is not certain becomes a ``Doubt``."""
