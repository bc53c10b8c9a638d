"""What people do in a day, in a real browser."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from config.lib import navigation
from tests.exchange.small_office import write

pytestmark = pytest.mark.e2e


def test_sign_in_by_the_form_and_out_again(city, visit):
    city.users["co"].set_password("right-password-1")
    city.users["co"].save()
    seen = visit("")
    page = seen.goto("/inspections/findings/?state=fed_back")
    assert urlsplit(page.url).path == "/accounts/login/"
    page.fill("input[name=username]", "co")
    page.fill("input[name=password]", "wrong")
    page.click("button[type=submit]")
    assert page.input_value("input[name=username]") == "co", "what was typed stays"
    page.fill("input[name=password]", "right-password-1")
    page.click("button[type=submit]")
    page.wait_for_url("**/inspections/findings/?state=fed_back")
    page.click("summary:has(.x-person-text)")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/accounts/login/**")
    assert seen.faults == []


def test_from_a_figure_to_its_rows_to_the_chain(city, visit):
    seen = visit("co")
    page = seen.goto("/reports/board/")
    card = page.locator(".x-fig", has_text="发现问题").first
    figure = int(re.sub(r"\D", "", card.locator("b, strong, .x-value").first.inner_text() or "0"))
    card.click()
    page.wait_for_url("**/inspections/findings/**")
    total = page.locator(".x-sum b").first.inner_text()
    assert int(total) == figure == page.locator("table.x-list tbody tr").count()
    page.locator("table.x-list tbody a", has_text=city.findings["village"].code).click()
    page.wait_for_load_state("networkidle")
    for words in ("2019年第一轮", "第一板块", "第1巡察组"):
        page.locator("main").get_by_text(words).first.wait_for()
    page.get_by_role("link", name=city.clues["closed"].code).click()
    page.wait_for_url("**/clues/clues/**")
    page.get_by_text("龚**").first.wait_for()
    assert not page.get_by_text("龚暗雀").count()
    page.get_by_role("link", name=re.compile(city.findings["village"].code)).first.click()
    page.wait_for_url("**/inspections/findings/**")
    assert seen.faults == []


def test_filter_sort_columns_views_and_export(city, visit):
    seen = visit("co")
    page = seen.goto("/inspections/findings/")
    page.select_option("select[name=state]", "fed_back")
    page.get_by_role("button", name="筛选", exact=True).click()
    page.wait_for_url("**state=fed_back**")
    told = page.locator("table.x-list tbody tr").count()
    assert told == int(page.locator(".x-sum b").first.inner_text()) > 0
    page.locator("thead a", has_text="发现日期").click()
    page.wait_for_url("**sort=found_on**")
    assert "state=fed_back" in page.url, "the filter stays"
    page.get_by_role("button", name="列").click()
    page.locator("dialog[open] label", has_text="县区").click()
    page.locator("dialog[open] button[type=submit]").click()
    page.wait_for_url("**cols=**")
    assert page.locator("thead th", has_text="县区").count() == 1
    page.get_by_role("button", name="保存视图").click()
    page.fill("dialog[open] input[name=name]", "我的视图")
    page.locator("dialog[open] button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    page.get_by_text("已保存视图").first.wait_for()
    seen.goto("/inspections/findings/")
    page.locator(".x-views summary").click()
    page.get_by_role("link", name="我的视图").click()
    page.wait_for_url("**cols=**")
    page.get_by_role("button", name="导出 Excel").click()
    page.wait_for_url("**/exchange/exports/**")
    page.get_by_text("正在生成").first.wait_for()
    assert seen.faults == []


def test_a_wrong_workbook_and_a_right_one_are_taken_in(city, visit, tmp_path):
    seen = visit("co")
    page = seen.goto("/exchange/import/")
    page.set_input_files("input[type=file]", str(write(tmp_path / "office.xlsx", {"问题!I2": "昨天"})))
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_url("**/exchange/imports/**")
    page.get_by_text("等待检查").first.wait_for()
    assert seen.faults == []


@pytest.mark.parametrize("name", ["co", "lg", "xo", "od", "xd", "bo", "itl", "itm", "sys", "sec", "aud"])
def test_the_navigation_is_what_one_may_enter(city, visit, name):
    """Exactly the pages of the policy, and each opens."""
    seen = visit(name)
    page = seen.goto("/")
    shown = {
        urlsplit(link).path for link in page.locator("#side a").evaluate_all("all => all.map(a => a.href)")
    }
    access = city.user(name).access
    entries = [entry for entry in navigation._entries if access.can(entry.action)]
    assert shown - {""} == {reverse(entry.name) for entry in entries} and len(shown) >= 1
    for path in sorted(shown):
        seen.goto(path)
    assert seen.faults == []


def test_the_keyboard_alone(city, visit):
    seen = visit("co")
    page = seen.goto("/inspections/findings/")
    page.keyboard.press("Tab")
    assert "跳" in page.evaluate("document.activeElement.textContent"), "first stop: past the navigation"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("示例问题")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.locator("table.x-list tbody a").first.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "focus is seen"
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert "/search/" not in page.url
    assert seen.faults == []


def test_two_people_change_one_round(city, visit):
    seen = visit("co")
    address = reverse("inspections:round_update", args=[city.round_draft.pk])
    page = seen.goto(address)
    page.fill("input[name=name]", "我写的名称")
    type(city.round_draft).objects.filter(pk=city.round_draft.pk).update(name="同事改的名称")
    seen.expected_status = 409
    page.get_by_role("button", name="保存").click()
    page.wait_for_load_state("networkidle")
    page.locator("main del").wait_for()
    assert page.input_value("input[name=name]") == "我写的名称"
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/inspections/rounds/{city.round_draft.pk}/")
    page.locator(".x-subject", has_text="我写的名称").wait_for()
    assert seen.faults == []
