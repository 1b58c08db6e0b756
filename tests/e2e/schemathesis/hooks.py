"""
What schemathesis needs to know of hubbub: for each operation a session of its own and a room of its own, with somebody and
something in it, so that one that ends or archives them spoils nothing for the others.
"""

import functools
import itertools
import os
import re

import requests
import schemathesis

URL = os.environ["HUBBUB_URL"]
PASSWORD = "correct horse battery staple"
# Of this run: the system may have seen others, and its owner-RUN is a server admin.
RUN = os.environ["HUBBUB_RUN"]


# The second one knows sessions by their ids from answers that came before.
ENDS_SESSIONS = {"POST /api/v1/users/me/sessions/end-others", "DELETE /api/v1/users/me/sessions/{id}"}
DELETE_ME = "DELETE /api/v1/users/me"


def post(path, body, token=None):
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    response = requests.post(URL + path, json=body, headers=headers, timeout=30)
    response.raise_for_status()
    return response.json()


# Each is gone once it has succeeded.
leavers = itertools.count(1)


@functools.cache
def account(role):
    name = f"{role}-{RUN}"
    return post(
        "/api/v1/users/register",
        {"email": f"{name}@example.org", "username": name, "password": PASSWORD},
    )


@functools.cache
def room_of(operation):
    token = account("owner")["token"]
    room = post("/api/v1/rooms", {"name": f"Room {RUN} of {operation}", "topic": "Fuzzing"}, token)["id"]
    post(f"/api/v1/rooms/{room}/members", {"username": account("member")["user"]["username"]}, token)
    post(f"/api/v1/rooms/{room}/messages", {"content": "The first message"}, token)
    return room


def label_of(case, context):
    return context.operation.label


@schemathesis.auth(cache_by_key=label_of)
class SessionOfItsOwn:
    def get(self, case, context):
        owner = account("owner")
        # The second account of all, for cases that disable number 2.
        account("guest")
        label = context.operation.label
        # Who ends other sessions, or the account, is nobody whom others need.
        if label == DELETE_ME:
            return account(f"leaver-{next(leavers)}")["token"]
        name = (account("loner") if label in ENDS_SESSIONS else owner)["user"]["username"]
        return post("/api/v1/users/login", {"username": name, "password": PASSWORD})["token"]

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


# Why hubbub refuses what no schema can forbid. What is refused for any other reason lacks a bound in the document.
BEYOND_SCHEMAS = re.compile(
    r"(page.token is not one of ours|page token was not made here)$"
    r"|^Give one of before_seq, after_seq and around_seq$"
    r"|^client_msg_id and Idempotency-Key differ$"
    r"|is not the room of the address$|is not who the token belongs to$"
    r"|U\+0000|well-formed|control characters|line breaks|direction of writing|white space"
    r"|(is empty|too many different reactions|unpin one first|shows nothing|can be seen|are spelt out)$"
    r"|at most \d+ bytes"
    r"|^A password needs at least \d+ characters$|current one too$|needs the current password$|guessed first|must not be your"
    r"|^There is no such message to reply to in a thread, or it is a reply itself$|is a reply: its thread is that of \d+$"
    r"|^There is no word in q to look for$|^Look for at most \d+ words at a time$|^tz must be a time zone|: (needs something after it$|takes )"
    r"|^A file is named twice$|^That is no id of a file$|^Not all of these are files|^The file is empty$"
    r"|must be in the future|^Nobody can block themselves$"
    r"|looks like name@example\.org|reserved|looks like someone"
)


@schemathesis.check
def refused_only_beyond_its_schema(context, response, case):
    """What the document allows is not refused with 400, but for what a schema cannot say."""
    if response.status_code != 400 or not case.meta.generation.mode.is_positive:
        return
    problem = response.json()
    for message in [error["message"] for error in problem["errors"]] or [problem["detail"]]:
        if not BEYOND_SCHEMAS.search(message):
            raise AssertionError(f"The document allows it, and the server says: {message}")


@schemathesis.check
class EveryOperationSucceeds:
    """Where nothing ever succeeds, nobody has seen what a success looks like."""

    def __init__(self):
        self.asked = set()
        self.answered = set()

    def after_response(self, context, response, case):
        self.asked.add(case.operation.label)
        if response.status_code == 200:
            self.answered.add(case.operation.label)

    def after_run(self, context):
        never = self.asked - self.answered
        if never:
            raise AssertionError(f"Never answered with 200: {', '.join(sorted(never))}")


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Most numbers become that of something that is there."""
    path = context.operation.path
    for name, value in (path_parameters or {}).items():
        if isinstance(value, int) and value % 4 != 0:
            path_parameters[name] = real_id(path, name, context.operation.label)
    return path_parameters


@schemathesis.hook
def map_body(context, body):
    """Nobody guesses a password: who leaves knows it."""
    if context.operation.label == DELETE_ME and isinstance(body, dict) and body.get("current_password"):
        body["current_password"] = PASSWORD
    return body


def real_id(path, name, operation):
    if name == "seq":
        return 3
    if path.startswith("/api/v1/admin/"):
        return account("guest")["user"]["id"]
    if name == "user_id" or path.startswith("/api/v1/users/"):
        return account("member")["user"]["id"]
    return room_of(operation)
