"""The log: one JSON object a line, with what is needed to find an error and nothing about what people search for."""

from __future__ import annotations

import json
import logging

import pytest
from flask.testing import FlaskClient

from app.logs import JsonLines


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    return caplog


def last(lines: pytest.LogCaptureFixture) -> dict[str, object]:
    return dict(json.loads(JsonLines().format(lines.records[-1])))


def test_every_answer_is_a_line_with_address_status_and_milliseconds(
    client: FlaskClient, lines: pytest.LogCaptureFixture
) -> None:
    client.get("/enhet/finns-inte?period=T2-2025")
    told = last(lines)
    assert told["address"] == "/enhet/finns-inte?period=T2-2025"
    assert told["status"] == 404
    assert isinstance(told["ms"], float)
    assert told["level"] == "info"
    assert str(told["time"]).endswith("+00:00")


def test_what_somebody_searches_for_is_not_logged(client: FlaskClient, lines: pytest.LogCaptureFixture) -> None:
    client.get("/enheter?sok=hemligt&period=T2-2025")
    assert last(lines)["address"] == "/enheter?period=T2-2025"


def test_an_address_cannot_break_a_line(client: FlaskClient, lines: pytest.LogCaptureFixture) -> None:
    client.get("/x%0A%22%7Dfalsk")
    assert "\n" not in JsonLines().format(lines.records[-1])
    assert last(lines)["status"] == 404


def test_an_error_stands_in_the_log_with_its_trace_on_the_same_line() -> None:
    try:
        raise RuntimeError("ofattbart")
    except RuntimeError as error:
        record = logging.LogRecord(
            "malbild.fel", logging.ERROR, __file__, 1, "fel", (), (RuntimeError, error, error.__traceback__)
        )
    line = JsonLines().format(record)
    assert "\n" not in line
    assert "RuntimeError: ofattbart" in json.loads(line)["trace"]
