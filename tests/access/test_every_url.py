"""Every address of the product, asked by everybody: the policy's answer, no clue's word to a stranger, no write by GET.

Addresses come from the resolver, so a new one is covered the day it is added; one with a parameter this file does not
know fails.
"""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ApiToken, Organization, OutboxJob, SavedView
from accounts.roles import is_secret
from clues.models import Clue, Recovery, Sanction
from config.lib.listing import declared_pages
from exchange.models import ExportArtifact, ImportBatch
from inspections.models import Assignment, Deployment, Finding, InspectionRound, Inspector, Team
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.models import Baseline
from tests.cast import CANARY, POSTS, SEATS
from tests.house.test_access_declared import OPEN, declared, patterns

EVERYBODY = [*POSTS, *SEATS]
# What the last part of a detail's name says about the rows it shows.
MODELS = {
    "organization": Organization,
    "organizations": Organization,
    "round": InspectionRound,
    "rounds": InspectionRound,
    "deployment": Deployment,
    "deployments": Deployment,
    "team": Team,
    "teams": Team,
    "inspector": Inspector,
    "inspectors": Inspector,
    "assignment": Assignment,
    "assignments": Assignment,
    "finding": Finding,
    "findings": Finding,
    "clue": Clue,
    "clues": Clue,
    "sanctions": Sanction,
    "recoveries": Recovery,
    "task": RectificationTask,
    "rectification-tasks": RectificationTask,
    "recommendation": GovernanceRecommendation,
    "governance-recommendations": GovernanceRecommendation,
    "matter": AssignedMatter,
    "assigned-matters": AssignedMatter,
    "baseline": Baseline,
    "baselines": Baseline,
    "import": ImportBatch,
    "export": ExportArtifact,
    "token": ApiToken,
    "auth-tokens": ApiToken,
    "saved": SavedView,
    "job": OutboxJob,
}
# Reading these is itself recorded (CL-10).
RECORDED = {
    "clue",
    *(f"api-{noun}-{kind}" for noun in ("clues", "sanctions", "recoveries") for kind in ("list", "detail")),
}
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b[^\"]*\"?(\w+)", re.IGNORECASE)


def _noun(name):
    plain = name.removeprefix("api-").removesuffix("-detail")
    return plain if plain in MODELS else plain.split("_")[0]


def _addresses():
    """(address, name, view, model or None): the parameter stands as {id} or {key}."""
    for pattern, entry in patterns():
        address = "/" + pattern.replace("(?P<pk>[^/.]+)", "{id}").replace("<uuid:pk>", "{id}")
        address = re.sub(r"[\^$]", "", address.replace("<str:key>", "{key}"))
        assert not re.search(r"[<(]", address), f"unknown parameter in {address}"
        model = None
        if "{id}" in address:
            assert _noun(entry.name) in MODELS, f"{address}: say in MODELS what {entry.name} shows"
            model = MODELS[_noun(entry.name)]
        yield address, entry.name, entry.callback, model


ADDRESSES = list(_addresses())


def _action_of_get(view):
    """The action GET needs; None where GET is not answered."""
    cls = getattr(view, "cls", None)
    if cls is None:
        return view.access_action
    served = getattr(view, "actions", None)
    if served:
        return cls.access_actions.get(served.get("get", ""))
    return cls.access_actions.get("get")


def _concrete(address, model):
    if "{key}" in address:
        return [address.replace("{key}", page.key) for page in declared_pages()]
    if model is None:
        return [address]
    ids = [*model._default_manager.values_list("pk", flat=True), uuid4()]
    return [address.replace("{id}", str(pk)) for pk in ids]


def _everything(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace") + str(answer.headers) + str(answer.cookies)


@pytest.fixture
def city(cast):
    """The city, with a row of every kind that has a page."""
    co, itm = cast.users["co"], cast.users["itm"]
    SavedView.objects.create(owner=co.person, page="inspections:findings", name="x", query="")
    ApiToken.objects.create(user=itm, name="x", digest="0" * 64, expires_at="2099-01-01T00:00Z")
    ExportArtifact.objects.create(created_by=co, action="workbook.export", title="x")
    ImportBatch.objects.create(created_by=co, size=1, sha256="0" * 64)
    return cast


def _expected(user, action, *, bare):
    """The codes the policy allows; 405 where the address only takes writes."""
    if action is None:
        return (403, 404, 405)
    if not user.access.can(action):
        return (404, 405) if isinstance(action, str) and is_secret(action) else (403, 405)
    return (200, 405) if bare else (200, 404, 405, 409)


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_address_answers_by_the_policy_and_tells_no_stranger(city, name):
    user, client = city.user(name), city.client(name)
    reader = user.access.can("clue.list")
    seen_canary = seen_number = 0
    for address, url_name, view, model in ADDRESSES:
        if url_name in OPEN:
            continue
        action = _action_of_get(view)
        for url in _concrete(address, model):
            with CaptureQueriesContext(connection) as caught:
                answer = client.get(url)
            where = f"{name} GET {url}: {answer.status_code}"
            assert answer.status_code < 500, where
            text = _everything(answer)
            if name != "itm":  # names are masked for everybody but who drafted the clue (CL-02)
                assert CANARY not in text, where
            if not reader:
                assert "XS-2019" not in text, where
            seen_canary += CANARY in text
            seen_number += "XS-2019" in text
            tables = {m[2] for q in caught for m in [WRITES.match(q["sql"])] if m}
            allowed = {"accounts_auditrecord"} if url_name in RECORDED else set()
            assert tables <= allowed, f"{where} writes {tables}"
            assert answer.status_code in _expected(
                user, action, bare=model is None and "{key}" not in address
            ), where
    if name == "itm":
        assert seen_canary >= 2, "the premise: who wrote the word does read it"
    if name in ("co", "xd", "cd", "itl", "itd"):
        assert seen_number >= 4, "the premise: who may know the clue does meet it"


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_foreign_row_and_a_missing_one_are_the_same(city, name):
    """Status and words alike, for every address with an id (AC-07)."""
    user, client = city.user(name), city.client(name)
    compared = 0
    for address, _name, view, model in ADDRESSES:
        action = None if model is None else _action_of_get(view)
        if action is None or not user.access.can(action) or not hasattr(model.objects, "visible_to"):
            continue
        visible = model.objects.visible_to(user, action).values("pk")
        readable = model.objects.visible_to(user).values("pk")
        foreign = model.objects.exclude(pk__in=visible).exclude(pk__in=readable).first()
        if foreign is None:
            continue
        answers = [client.get(address.replace("{id}", str(pk))) for pk in (foreign.pk, uuid4())]
        assert [a.status_code for a in answers] == [404, 404] or answers[0].status_code == 405, (
            name,
            address,
        )
        assert _plain(answers[0]) == _plain(answers[1]), (name, address)
        compared += 1
    assert compared or name in ("co", "co_uncleared", "sys", "sec", "aud", "lg"), name


def _plain(answer):
    text = _everything(answer)
    text = re.sub(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", "ID", text)
    text = re.sub(r"nonce[-=\"']+[\w+/=-]+", "NONCE", text)
    return re.sub(
        r'(csrfmiddlewaretoken"\s+value=")[^"]+|csrf-token" content="[^"]+|csrftoken=[^;]+', "TOKEN", text
    )


def test_nobody_gets_in_without_signing_in(city):
    client = city.client()
    for address, url_name, _view, model in ADDRESSES:
        if url_name in OPEN:
            continue
        for url in _concrete(address, model):
            answer = client.get(url)
            if url.startswith("/api/") and not url.endswith("/ui/"):
                assert answer.status_code in (401, 403, 405), url
            else:
                assert answer.status_code == 302 and answer.url.startswith("/accounts/login/"), url
            assert CANARY not in _everything(answer)


@pytest.mark.parametrize("name", EVERYBODY)
def test_writing_addresses_refuse_whom_the_policy_refuses(city, name):
    """POST, PUT, PATCH and DELETE of every address without a body: never 2xx for whoever lacks the action."""
    user, client = city.user(name), city.client(name)
    for address, url_name, view, model in ADDRESSES:
        if url_name in OPEN or not declared(view):
            continue
        for method, action in _writes(view):
            if user.access.can(action):
                continue
            for url in _concrete(address, model)[:2]:
                answer = getattr(client, method)(url)
                assert answer.status_code in (403, 404, 405), f"{name} {method} {url}: {answer.status_code}"


def _writes(view):
    cls = getattr(view, "cls", None)
    if cls is None:
        return [("post", view.access_action)]
    served = getattr(view, "actions", None) or {m: m for m in ("post", "put", "patch", "delete")}
    names = {m: cls.access_actions.get(a) for m, a in served.items() if m not in ("get", "head", "options")}
    return [(method, action) for method, action in names.items() if action]
