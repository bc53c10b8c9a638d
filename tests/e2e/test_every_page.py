"""Every kind of page, wide and narrow: no console error, nothing foreign, nothing beside the screen, nothing that
axe-core calls serious."""

from pathlib import Path

import pytest
from django.urls import reverse

from exchange.models import ExportArtifact, ImportBatch

pytestmark = pytest.mark.e2e

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = ((1440, 900), (390, 844))


def addresses(city):
    """account -> (address, status)."""

    def at(name, row):
        return reverse(name, args=[row.pk])

    co = city.users["co"]
    batch = ImportBatch.objects.create(created_by=co, size=1, sha256="0" * 64, state="done", percent=100)
    artifact = ExportArtifact.objects.create(created_by=co, action="workbook.export", title="工作簿")
    return {
        "": [("/accounts/login/", 200)],
        "co": [
            ("/", 200),
            ("/reports/board/", 200),
            ("/reports/board/?form=block", 200),
            ("/reports/baselines/", 200),
            ("/reports/baselines/create/", 200),
            ("/search/?q=示例", 200),
            ("/search/?q=没有这个", 200),
            *((reverse(f"inspections:{noun}"), 200) for noun in LISTS),
            ("/inspections/findings/?search=没有", 200),
            ("/inspections/rounds/create/", 200),
            ("/inspections/inspectors/create/", 200),
            ("/clues/clues/", 200),
            ("/rectification/tasks/", 200),
            ("/rectification/recommendations/", 200),
            ("/rectification/matters/", 200),
            (at("inspections:round", city.round), 200),
            (at("inspections:round", city.round_draft), 200),
            (at("inspections:round_update", city.round_draft), 200),
            (at("inspections:deployment", city.deployment), 200),
            (at("inspections:team", city.teams["T1"]), 200),
            (at("inspections:inspector", city.inspectors["itl"]), 200),
            (at("inspections:assignment", city.assignment), 200),
            (at("inspections:finding", city.findings["village"]), 200),
            (at("clues:clue", city.clues["closed"]), 200),
            (at("rectification:task", city.tasks["open"]), 200),
            (at("rectification:recommendation", city.recommendation), 200),
            (at("rectification:matter", city.matter), 200),
            ("/accounts/organizations/", 200),
            (at("accounts:organization", city.county), 200),
            ("/accounts/profile/", 200),
            ("/accounts/inbox/", 200),
            ("/accounts/tokens/", 200),
            ("/exchange/import/", 200),
            (at("exchange:import_batch", batch), 200),
            ("/exchange/questions/", 200),
            ("/exchange/export/", 200),
            (at("exchange:export_artifact", artifact), 200),
            ("/no/such/page/", 404),
            ("/accounts/jobs/", 403),
        ],
        "bo": [
            ("/", 200),
            ("/inspections/findings/", 200),
            ("/rectification/tasks/", 200),
            ("/reports/board/", 200),
        ],
        "xo": [("/", 200), ("/reports/board/", 200), ("/inspections/assignments/", 200)],
        "sys": [("/", 200), ("/accounts/users/", 200), ("/accounts/jobs/", 200)],
        "aud": [("/", 200), ("/accounts/audit/", 200)],
    }


LISTS = ("rounds", "deployments", "teams", "inspectors", "assignments", "findings")


@pytest.mark.parametrize("name", ["", "co", "bo", "xo", "sys", "aud"])
def test_pages_are_sound_at_both_widths(city, visit, name):
    seen, paths, problems = visit(name), addresses(city)[name], []
    for width, height in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": height})
        for path, status in paths:
            page = seen.goto(path, status)
            _open_menus(page)
            beside = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if beside > 0:
                problems.append(f"{path} at {width}: {beside} px beside the screen")
            problems += [f"{path} at {width}: {text}" for text in _axe(page)]
    assert problems == [] and seen.faults == []


def _open_menus(page):
    page.evaluate("for (const one of document.querySelectorAll('details.x-more')) one.open = true")


def _axe(page):
    """Serious and critical findings, each with the first place."""
    page.evaluate(AXE)
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        ".filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')}`)"
    )
    return [str(one)[:400] for one in found]


def test_the_premise_axe_does_find_what_is_wrong(city, visit):
    page = visit("").goto("/accounts/login/")
    assert _axe(page) == []
    page.evaluate(
        "document.querySelector('main, body').insertAdjacentHTML('beforeend', '<img src=\"x\"><input>')"
    )
    assert {one.split(":")[0] for one in _axe(page)} >= {"image-alt", "label"}
