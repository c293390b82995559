"""Requests that no page of ours makes: each gets an answer that says so, never a failure of the server."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.pages import laget
from app.queries import NoRightsError
from app.server import create_app

OUTPUT = "..sida.html...sida.title...sida.address.."
CALLBACK: dict[str, Any] = {
    "output": OUTPUT,
    "outputs": [{"id": "sida", "property": name} for name in ("html", "title", "address")],
    "inputs": [{"id": "sida", "property": "asked", "value": "/"}],
    "changedPropIds": ["sida.asked"],
}
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["sida", OUTPUT]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "property", "value", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
keys = st.sampled_from([*CALLBACK, "state", "parsedChangedPropsIds", "background"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(keys, anything, max_size=3))
def test_no_forged_callback_fails_the_server(client: FlaskClient, forged: dict[str, Any]) -> None:
    answer = client.post("/_dash-update-component", data=json.dumps({**CALLBACK, **forged}), content_type="application/json")
    assert answer.status_code in (200, 204, 400)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_no_bytes_fail_the_server(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 400


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_address_fails_the_server(client: FlaskClient, asked: str) -> None:
    forged = {**CALLBACK, "inputs": [{"id": "sida", "property": "asked", "value": f"/?{asked}"}]}
    assert client.post("/_dash-update-component", json=forged).status_code == 200
    assert client.get("/", query_string=asked).status_code == 200
    assert client.get("/rutor", query_string=asked).status_code == 404


def test_a_row_that_is_not_there_is_told(client: FlaskClient) -> None:
    assert client.get("/rutor?enhet=finns-inte&period=T2-2025").status_code == 404
    assert client.get("/rutor?enhet=bjorkgarden&period=T2-1999").json == {}


def test_what_a_visitor_may_not_see_is_a_403_that_says_nothing_of_it(world: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NoRightsError("hemligt")

    monkeypatch.setattr(laget, "page", refuse)
    answer = create_app(world).server.test_client().get("/")
    assert answer.status_code == 403
    assert "Du får inte se sidan" in answer.text
    assert "hemligt" not in answer.text
