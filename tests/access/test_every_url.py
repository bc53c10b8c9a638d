"""Every address of the product, asked by everybody: the policy's answer, nothing hidden told, no write by GET.

Addresses come from the resolver, so a new one is covered the day it is added; one with a parameter this file does not
know fails. What an address must answer is said here once more, by hand, in POST_ONLY, EDITS and RECORDED; the rest
follows from accounts/roles.py and from the rows `visible_to` opens, which test_scopes.py holds to hand-written sets.
"""

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import outbox
from accounts.models import ApiToken, Organization, OutboxJob, SavedView
from clues.models import Clue, Recovery, Sanction
from config.lib.listing import declared_pages
from exchange import files
from exchange.choices import BatchState
from exchange.models import ExportArtifact, ImportBatch
from exchange.services import artifacts
from inspections.choices import RoundState
from inspections.models import Assignment, Deployment, Finding, InspectionRound, Inspector, Team
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.models import Baseline
from tests.cast import CANARY, POSTS, SEATS
from tests.house.test_access_declared import OPEN, declared, patterns

EVERYBODY = [*POSTS, *SEATS]
# The noun in an address's name -> the rows its {id} is of.
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
# Pages that only take a form: to whoever may use them a GET is 405.
POST_ONLY = {
    "token_revoke",
    "saved_view_create",
    "saved_view_delete",
    "job_retry",
    "round_delete",
    "import_confirm",
    "import_discard",
    "list_export",
}
# Pages of an act on a row that one may see: what they answer on it.
EDITS = {
    "round_update": lambda user, row: 200 if row.state == RoundState.PREPARING else 409,
    "inspector_update": lambda user, row: 200,
    "baseline_update": lambda user, row: 200,
}
# Files: only once they are made, and only while the rights they were made under last.
FILES = {
    "export_download": lambda user, row: 200 if artifacts.may_download(row, user) else 404,
    "import_problems": lambda user, row: 200 if files.findings(row.pk).exists() else 404,
    "import_marked": lambda user, row: 200 if files.marked(row.pk).exists() else 404,
}
# Reading these is itself recorded (access.md, "The promise"), and a download is: the one table a GET may write to.
RECORDED = {
    "clue",
    "export_download",
    *(f"api-{noun}-{kind}" for noun in ("clues", "sanctions", "recoveries") for kind in ("list", "detail")),
}
AUDIT = {"accounts_auditrecord"}
SECRET = {"clue", "clue_outcome", "special_report", "inquiry_clue_item"}
# The schema takes a second to draw and is open to all alike: asked by three.
SLOW = {"api-schema": ("co", "bo", "sys")}
# Where the word of a clue may be read, by whom: its drafter, who knows the name (Sd), and the office's own workbook.
TOLD = {
    "itm": {
        "clue",
        "clues",
        "api-clues-detail",
        "api-clues-list",
        "finding",  # with its clues, and so the two next
        "assignment",
        "organization",
    },
    "co": {"export_download"},
}
WRITES = re.compile(r"^\s*(?:INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b[^\"]*\"(\w+)", re.IGNORECASE)
NUMBER = re.compile(r"\b(?:XS|WT|ZG|JB|JY)-2019-\d+")
NUMBERED = {
    "XS": Clue,
    "WT": Finding,
    "ZG": RectificationTask,
    "JB": AssignedMatter,
    "JY": GovernanceRecommendation,
}


# --- The addresses ----------------------------------------------------------------------------------------
def _noun(name):
    plain = name.removeprefix("api-").removesuffix("-detail")
    return plain if plain in MODELS else plain.split("_")[0]


def _addresses():
    """(address, name, view, model or None): a parameter stands as {id} or {key}."""
    for pattern, entry in patterns():
        address = "/" + pattern.replace("(?P<pk>[^/.]+)", "{id}").replace("<uuid:pk>", "{id}")
        address = re.sub(r"[\^$]", "", address.replace("<str:key>", "{key}"))
        assert not re.search(r"[<(]", address), f"unknown parameter in {address}"
        assert entry.name, f"{address} has no name"
        model = None
        if "{id}" in address:
            assert _noun(entry.name) in MODELS, f"{address}: say in MODELS what {entry.name} shows"
            model = MODELS[_noun(entry.name)]
        yield address, entry.name, entry.callback, model


ADDRESSES = [one for one in _addresses() if one[1] not in OPEN]


def _is_api(view):
    return hasattr(view, "cls")


def _action_of_get(view):
    """The action GET needs; None where a REST view serves no GET."""
    if not _is_api(view):
        return view.access_action
    served = getattr(view, "actions", None)
    return view.cls.access_actions.get(served.get("get") if served else "get")


MANY = 2


def _some(rows):
    """A few of many, spread over the whole."""
    step = max(1, -(-len(rows) // MANY))
    return rows[::step]


def _url(address, row):
    return address.replace("{id}", str(row.pk if row else uuid4()))


def _concrete(address, model, visible=frozenset()):
    """(url, row or None) of an address: rows that the reader sees, some that he does not, and last a missing one; or
    every list."""
    if "{key}" in address:
        return [(address.replace("{key}", page.key), None) for page in declared_pages()]
    if model is None:
        return [(address, None)]
    rows = list(model._default_manager.order_by("pk"))
    seen, unseen = [r for r in rows if r.pk in visible], [r for r in rows if r.pk not in visible]
    return [(_url(address, row), row) for row in (*seen, *_some(unseen), None)]


def test_what_this_file_says_is_about_addresses_that_exist():
    names = {name for _, name, _, _ in ADDRESSES}
    assert len(ADDRESSES) >= 80
    said = POST_ONLY | set(EDITS) | set(FILES) | RECORDED | set.union(*TOLD.values())
    assert said <= names, said - names
    assert {_noun(name) for _, name, _, model in ADDRESSES if model} == set(MODELS)


# --- What is to be answered -------------------------------------------------------------------------------
def _refused(action):
    """access.md, "Answers": of clues, direct reports and clue items not even the existence is told."""
    return 404 if isinstance(action, str) and action.partition(".")[0] in SECRET else 403


def _expected(user, name, view, model, row, visible):
    action = _action_of_get(view)
    if action is None:
        return 403  # nothing is declared for GET
    if not user.access.can(action):
        return _refused(action)
    if name in POST_ONLY:
        return 405
    if model is None:
        return 200
    if row is None or row.pk not in visible:
        return 404
    special = EDITS.get(name) or FILES.get(name)
    return special(user, row) if special else 200


def _visible(user, view, model):
    """What the reader may see of the rows of an address: a page's by `view`, a REST view's by its action."""
    action = _action_of_get(view)
    if model is None or action is None:
        return set()
    return set(model.objects.visible_to(user, action if _is_api(view) else None).values_list("pk", flat=True))


def _everything(answer):
    """Body, headers and cookies as text; a workbook unpacked, so that nothing hides in its compression."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(name.encode() + book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace") + str(answer.headers) + str(answer.cookies)


def _plain(text):
    """An answer without what differs between any two: ids, nonces and tokens."""
    text = re.sub(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", "ID", text)
    text = re.sub(r"nonce[-=\"']+[\w+/=-]+", "NONCE", text)
    return re.sub(
        r'csrfmiddlewaretoken"\s+value="[^"]+|csrf-token" content="[^"]+|csrftoken=[^;]+', "TOKEN", text
    )


# --- The city, with a row and a file of every kind --------------------------------------------------------
def _make(artifact):
    """What the worker's child does, in this transaction."""
    job = OutboxJob.objects.get(key=f"export:{artifact.pk}")
    artifacts.export_job(outbox._take(str(job.pk), "test"))
    assert files.artifact(artifact.pk).exists()


@pytest.fixture(scope="module")
def city(stage):
    users = stage.users
    for name in ("co", "bo"):
        SavedView.objects.create(owner=users[name].person, page="inspections:findings", name="x", query="")
    for name in ("itm", "bo_other"):
        ApiToken.objects.create(user=users[name], name="x", digest=name, expires_at="2099-01-01T00:00Z")
    ExportArtifact.objects.create(created_by=users["co"], action="workbook.export", title="x")
    _make(artifacts.ask_workbook(actor=stage.user("co")))
    for name, page in (("xd", "clues:clues"), ("co", "clues:clues"), ("bo", "inspections:findings")):
        _make(artifacts.ask_list(page, "round=", actor=stage.user(name)))
    for state in (BatchState.WRONG, BatchState.DONE):
        batch = ImportBatch.objects.create(created_by=users["co"], size=1, sha256="0" * 64, state=state)
    files.write_json(files.findings(batch.pk), {"problems": [], "warnings": []})
    files.marked(batch.pk).write_bytes(b"x")
    return stage


def _asked_by(name):
    return [one for one in ADDRESSES if name in SLOW.get(one[1], EVERYBODY)]


# --- Reading ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", EVERYBODY)
def test_reading(db, city, name):
    """Status by the policy; foreign and denied like missing (AC-04); no hidden word or number; no write (AC-01)."""
    user, client = city.user(name), city.client(name)
    known = {
        prefix: set(model.objects.visible_to(user).values_list("code", flat=True))
        for prefix, model in NUMBERED.items()
    }
    wrong, told_at, numbers_met, statuses = [], set(), set(), set()
    for address, url_name, view, model in _asked_by(name):
        visible = _visible(user, view, model)
        unseen = []  # answers about rows the reader may not see, the missing one last
        for url, row in _concrete(address, model, visible):
            with CaptureQueriesContext(connection) as caught:
                answer = client.get(url)
            expected = _expected(user, url_name, view, model, row, visible)
            statuses.add(answer.status_code)
            if answer.status_code != expected:
                wrong.append(f"GET {url} ({row}): {answer.status_code}, not {expected}")
            written = {m[1] for q in caught for m in [WRITES.match(q["sql"])] if m}
            if not written <= (AUDIT if url_name in RECORDED else set()):
                wrong.append(f"GET {url} writes {written}")
            text = _everything(answer)
            if CANARY in text:
                told_at.add(url_name)
            numbers = set(NUMBER.findall(text))
            numbers_met |= numbers
            if url_name == "export_download" and name == "co":
                # The office's own workbook holds the matters about clues, too: for who is cleared for clues.
                numbers -= {city.matter_secret.code}
            wrong += [f"GET {url} tells {n}" for n in numbers if n not in known[n[:2]]]
            if model is not None and (row is None or row.pk not in visible):
                unseen.append((url, _plain(text)))
        wrong += [f"GET {url} is unlike a missing one" for url, text in unseen if text != unseen[-1][1]]
    assert not wrong, f"{name}:\n" + "\n".join(wrong)
    assert told_at == TOLD.get(name, set()), f"{name} reads {CANARY} at {told_at}"
    assert {200, 403, 404, 405} <= statuses, "the premise: every kind of answer was met"
    for prefix, codes in known.items():
        if name.startswith("bo") and prefix == "WT":
            assert not {n for n in numbers_met if n.startswith("WT")}, (
                "an organisation meets no office number"
            )
        else:
            missed = {c for c in codes if c not in numbers_met}
            assert not missed, f"the premise: {name} meets the numbers he may know, not {missed}"


def test_somebody_reads_every_address(db, city):
    """No address is refused to all: else the walk above would prove nothing about it."""
    unread = []
    users = {name: city.user(name) for name in EVERYBODY}
    for address, url_name, view, model in ADDRESSES:
        if url_name in POST_ONLY or _action_of_get(view) is None:
            continue
        wanted = (
            _url(address, row)
            for name, user in users.items()
            for row in ([None] if model is None else model.objects.all())
            if _expected(user, url_name, view, model, row, _visible(user, view, model)) == 200
        )
        if next(wanted, None) is None:
            unread.append(url_name)
    assert unread == []


def test_nobody_gets_in_without_signing_in(db, city):
    client = city.client()
    wrong = []
    for address, _name, view, model in ADDRESSES:
        answers = []
        for url, _row in _concrete(address, model):
            answer = client.get(url)
            if _is_api(view):
                ok = answer.status_code == 401
            else:
                ok = answer.status_code == 302 and answer.url.startswith("/accounts/login/?next=")
            text = _everything(answer)
            if not ok or CANARY in text or NUMBER.search(text):
                wrong.append(f"GET {url}: {answer.status_code}")
            answers.append(_plain(text))
        if "{key}" not in address and len(set(answers)) != 1:
            wrong.append(f"{address}: existing and missing differ")
    assert not wrong, "\n".join(wrong)


# --- Writing ----------------------------------------------------------------------------------------------
def _writes(view):
    """(method, action): what an address may change."""
    if not _is_api(view):
        return [("post", view.access_action)]
    served = getattr(view, "actions", None) or {
        method: method for method in ("post", "put", "patch", "delete") if hasattr(view.cls, method)
    }
    actions = view.cls.access_actions
    return [(m, actions[a]) for m, a in served.items() if m not in ("get", "head", "options")]


@pytest.mark.parametrize("name", EVERYBODY)
def test_writing_without_the_right(db, city, name):
    """Whoever lacks an action gets its refusal for every row, existing or missing, alike, and nothing is written."""
    user, client = city.user(name), city.client(name)
    wrong, asked = [], 0
    for address, _name, view, model in ADDRESSES:
        assert declared(view), address
        for method, action in _writes(view):
            if user.access.can(action):
                continue
            with CaptureQueriesContext(connection) as caught:
                targets = _concrete(address, model)
                answers = [getattr(client, method)(url) for url, _row in (targets[0], targets[-1])]
            asked += 1
            texts = {_plain(_everything(answer)) for answer in answers}
            if {a.status_code for a in answers} != {_refused(action)} or len(texts) > 1:
                wrong.append(f"{method} {address}: {[a.status_code for a in answers]}")
            if written := {m[1] for q in caught for m in [WRITES.match(q["sql"])] if m}:
                wrong.append(f"{method} {address} writes {written}")
    assert not wrong, f"{name}:\n" + "\n".join(wrong)
    assert asked >= 4, "the premise"
