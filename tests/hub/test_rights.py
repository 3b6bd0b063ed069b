"""Every route in every role: who may do what is one table, and nobody may do what stands in none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.routes import HTTPRoute, WebSocketRoute
from litestar.testing import TestClient

from telemed.hub.app import Hub
from telemed.hub.roles import ACTIONS, HOMES, RIGHTS, ROLES, ROUTES, Right, joined, parse_roles, rights_of
from telemed.hub.web.pages import Action
from tests.hub.staff import PASSWORD, QUIET, Person, hub_inside, person

pytestmark = QUIET

OF_TERMINALS = re.compile(r"/api/v1/(?!staff)")
PUBLIC = {("GET", "/login"), ("POST", "/login"), ("GET", "/login/code"), ("POST", "/login/code"), ("POST", "/logout"),
          ("GET", "/static/{name}"), ("GET", "/t/{code}"), ("POST", "/t/{code}/stop")}  # fmt: skip
"""What staff need before they are anybody, and the page behind a ticket's code."""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with hub_inside(tmp_path) as made:
        yield made


def routes(hub: Hub) -> set[tuple[str, str]]:
    """Method and path of every route that is not for terminals."""
    found: set[tuple[str, str]] = set()
    for route in hub.asgi.routes:
        if isinstance(route, HTTPRoute) and not OF_TERMINALS.match(route.path_format):
            found |= {(method, route.path_format) for method in route.methods if method not in {"OPTIONS", "HEAD"}}
    return found


def test_every_route_of_staff_stands_in_the_table_and_no_other(hub: Hub) -> None:
    assert routes(hub) - PUBLIC == set(ROUTES)
    sockets = [route.path for route in hub.asgi.routes if isinstance(route, WebSocketRoute)]
    assert sockets == ["/api/v1/watch"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_what_the_table_says_and_nothing_else(hub: Hub, role: str) -> None:
    with person(hub, f"als-{role}") as somebody:
        found = {(method, path): somebody.asks(method, path) for method, path in sorted(ROUTES)}

    wrong = {
        route: status
        for route, status in found.items()
        if (status in {401, 403}) == (ROUTES[route] in rights_of([role])) or status >= 500
    }
    assert wrong == {}


def test_without_a_session_every_route_of_staff_is_closed(hub: Hub) -> None:
    with TestClient(hub.asgi) as client:
        nobody = Person(client, "x")
        found = {route: nobody.asks(*route) for route in ROUTES}

    assert {status for route, status in found.items() if route[1].startswith(("/api/", "/parts"))} == {401}
    assert {status for route, status in found.items() if not route[1].startswith(("/api/", "/parts"))} == {303}


def test_every_change_needs_the_token_of_the_session(hub: Hub) -> None:
    changes = [*(route for route in ROUTES if route[0] == "POST"), ("POST", "/logout")]
    hub.accounts.add("alle", joined(ROLES), PASSWORD, 0.0)
    with person(hub, "alle") as somebody:
        found = {route: somebody.asks(*route, csrf="wrong") for route in changes}
        foreign = {
            path: somebody.client.post(
                path, data={"csrf": somebody.csrf}, headers={"Origin": "http://evil.example"}
            ).status_code
            for _, path in changes
            if not path.startswith("/api/")
        }

    assert set(found.values()) == {403}
    assert set(foreign.values()) == {403}


def test_every_button_of_the_reception_has_its_right_and_the_doctor_gets_no_other(hub: Hub) -> None:
    assert set(ACTIONS) == set(Action.__args__)  # type: ignore[attr-defined] # a Literal has it
    for role in ("reception", "doctor"):
        with person(hub, f"als-{role}") as somebody:
            refused = {
                action
                for action in ACTIONS
                if "nicht vorgesehen"
                in somebody.client.post("/do", data={"csrf": somebody.csrf, "action": action}).text
            }
        assert refused == {action for action, right in ACTIONS.items() if right not in RIGHTS[role]}


def test_a_page_shows_the_menu_of_its_reader_only(hub: Hub) -> None:
    for role in ROLES:
        with person(hub, f"als-{role}") as somebody:
            page = somebody.client.get("/account").text
        links = set(re.findall(r'<li><a href="([^"]+)"', page))
        assert links == {path for right, path, _ in HOMES if right in rights_of([role])}


def test_the_doctor_sees_neither_calls_for_help_nor_terminals(hub: Hub) -> None:
    with person(hub, "als-doctor") as doctor:
        asked = doctor.client.get("/").text
    with person(hub, "als-reception") as reception:
        all_ = reception.client.get("/").text

    assert 'id="terminals"' in all_
    assert 'id="helper-none"' in all_
    assert 'id="terminals"' not in asked
    assert 'id="helper-none"' not in asked
    assert 'id="delay-20"' in asked


def test_only_who_may_see_the_queue_may_watch_it(hub: Hub) -> None:
    for role in ROLES:
        with person(hub, f"als-{role}") as somebody:
            for topic in ("reception", "place/1"):
                try:
                    with somebody.client.websocket_connect(f"/api/v1/watch?topic={topic}"):
                        opened = True
                except Exception:  # noqa: BLE001 (the test client has its own for a refused socket)
                    opened = False
                assert opened == (Right.QUEUE in RIGHTS[role]), (role, topic)
            with somebody.client.websocket_connect("/api/v1/watch?topic=board"):
                pass


def test_roles_are_read_as_they_are_written() -> None:
    assert parse_roles("reception, support") == {"reception", "support"}
    assert joined({"administration", "reception"}) == "reception,administration"
    for text in ("", "boss", "reception,"):
        with pytest.raises(ValueError, match="Aufgabe"):
            parse_roles(text)


def test_administering_shows_no_visitor() -> None:
    assert not RIGHTS["administration"] & {Right.QUEUE, Right.CALL}
    assert not RIGHTS["support"] & {Right.QUEUE, Right.CALL, Right.STATISTICS}
