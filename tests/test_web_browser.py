"""the site in a real browser: with JavaScript and without, by mouse and by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from archive_site import DOCUMENTS, many, site
from werkzeug.serving import make_server

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site((*DOCUMENTS, *many(30))), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        found = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the site, and fails at the end if anything was wrong in the console."""
    wrong: list[str] = []
    contexts = []

    def opened(path: str, **options: Any) -> Page:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.extend([m.text] * (m.type in ("error", "warning"))))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: wrong.extend([r.url] * (not r.url.startswith(address))))
        page.set_default_timeout(25_000)  # on a busy machine, too
        page.goto(path)
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")  # what the scripts add is there
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def query(page: Page) -> str:
    return page.url.partition("?")[2]


def updated(page: Page, part: str) -> None:
    """Wait until the address has a part and the results are those of the address."""
    page.wait_for_function("part => decodeURIComponent(location.search).includes(part)", arg=part)
    page.wait_for_selector("#found:not([aria-busy])")


def shown(page: Page, selector: str) -> Any:
    """Where an element stands in the window, once it is scrolled there."""
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    assert box
    return box


def row(page: Page, facet: str, name: str) -> Locator:
    return page.locator(f'#facet-{facet} .value[data-name="{name}"]')


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_search_select_two_countries_remove_one_open_an_article_and_go_back(
    open_page: Open, scripts: bool
) -> None:
    page = open_page("/", java_script_enabled=scripts)
    page.fill("#q", "france")
    page.press("#q", "Enter")
    page.wait_for_url("**/search?q=france")
    page.wait_for_selector("html[data-ready]" if scripts else ".hits")
    assert page.locator(".hit").count() == 2
    for name in ("Germany", "Japan"):
        row(page, "country", name).locator(".name").click()
        page.wait_for_selector(f'.value.selected[data-name="{name}"]')
    assert query(page) == "q=france&country=DE&country=JP"
    assert page.locator(".hit").count() == 2
    page.locator(".chip", has_text="Germany").click()
    page.wait_for_selector('.value[data-name="Germany"]:not(.selected)')
    assert query(page) == "q=france&country=JP"
    page.locator(".hit h2 a").first.click()
    page.wait_for_selector(".story")
    assert page.locator(".story h1").inner_text() == "France and Japan sign a pact"
    assert page.locator(".story mark").first.inner_text() == "France"
    page.locator(".beside .back").click()
    page.wait_for_selector(".hits")
    assert query(page) == "q=france&country=JP"


def test_boxes_and_the_button_apply_several_values_without_scripts(open_page: Open) -> None:
    page = open_page("/search?q=france", java_script_enabled=False)
    row(page, "country", "Germany").locator("input").check()
    row(page, "country", "Japan").locator("input").check()
    page.locator(".apply button").click()
    page.wait_for_selector(".chips")
    assert query(page) == "q=france&country=DE&country=JP"


def test_a_box_updates_in_place_and_keeps_focus_panels_and_scroll(open_page: Open) -> None:
    page = open_page("/search", viewport={"width": 1100, "height": 500})
    page.evaluate("window.same = true")
    page.locator("#facet-year > summary").click()
    box = row(page, "language", "English").locator("input")
    box.scroll_into_view_if_needed()
    scrolled = page.evaluate("window.scrollY")
    assert scrolled > 0
    box.focus()
    page.keyboard.press("Space")
    updated(page, "lang=en")
    assert page.evaluate("window.same")
    assert page.evaluate("window.scrollY") == scrolled
    assert page.evaluate("document.activeElement.value") == "en"
    assert page.locator("#facet-year").get_attribute("open") is None
    assert page.locator("#announce").inner_text() == page.locator("#summary").inner_text()


def test_back_and_forward_follow_the_updates(open_page: Open) -> None:
    page = open_page("/search?q=france")
    row(page, "country", "Japan").locator(".name").click()
    updated(page, "country=JP")
    assert page.locator(".hit").count() == 1
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.hit').length === 2")
    assert query(page) == "q=france"
    page.go_forward()
    page.wait_for_function("() => document.querySelectorAll('.hit').length === 1")
    assert query(page) == "q=france&country=JP"


def test_a_value_is_left_out_and_taken_back(open_page: Open) -> None:
    page = open_page("/search?q=france")
    row(page, "country", "Japan").locator(".not").click()
    updated(page, "country=-JP")
    assert page.locator(".hit h2").all_inner_texts() == ["Talks between France and Germany"]
    row(page, "country", "Japan").locator(".not").click()
    page.wait_for_function("() => !location.search.includes('country')")
    page.wait_for_function("() => document.querySelectorAll('.hit').length === 2")


def test_a_value_is_found_by_name_among_all_and_the_list_is_sorted(open_page: Open) -> None:
    page = open_page("/search")
    panel = page.locator("#facet-country")
    assert panel.locator(".value").count() == 8
    panel.locator(".within").fill("nor")
    page.wait_for_function("() => document.querySelectorAll('#facet-country .value').length > 8")
    visible = panel.locator(".value:visible")
    assert [v.get_attribute("data-name") for v in visible.all()] == ["Norway"]
    panel.locator(".within").fill("")
    panel.get_by_role("button", name="Sort by name").click()
    names = [str(v.get_attribute("data-name")) for v in panel.locator(".value").all()]
    assert names == sorted(names)


def test_years_are_brushed_with_the_mouse_and_with_keys(open_page: Open) -> None:
    page = open_page("/search")
    box = shown(page, "svg.years")
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=4)
    page.mouse.up()
    updated(page, "year=")
    low, high = query(page).removeprefix("year=").split("..")
    assert 1990 < int(low) < int(high) < 2010
    page.locator("#facet-year .clear").click()
    page.wait_for_function("() => !location.search.includes('year')")
    page.locator('.bar[data-low="2000"]').focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    updated(page, "year=2000..2002")
    assert page.locator("#summary").inner_text() == "3 articles"


def test_the_site_is_walked_by_keys_alone(open_page: Open) -> None:
    page = open_page("/search?q=france")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready] .story")
    second = page.locator(".story h1").inner_text()
    page.keyboard.press("j")
    page.wait_for_selector("mark.current")
    page.keyboard.press("p")
    page.wait_for_function(
        "title => document.querySelector('html[data-ready] .story h1')?.innerText"
        " && document.querySelector('.story h1').innerText !== title",
        arg=second,
    )
    page.keyboard.press("u")
    page.wait_for_url("**/search?q=france")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("?")
    page.wait_for_url("**/help")


def test_evidence_lights_up_in_the_text(open_page: Open) -> None:
    page = open_page("/articles/wire/pact")
    page.locator(".reason", has_text="Japan").locator(".claimed").first.hover()
    assert page.locator(".because.lit").all_inner_texts() == ["Japan"]
    page.locator(".reason", has_text="Japan").locator(".rule").click()
    page.mouse.move(1, 1)
    assert page.locator(".because.lit").all_inner_texts() == ["Japan"]


def test_typing_offers_completions_for_the_keyboard(open_page: Open) -> None:
    page = open_page("/search")
    page.locator("#q").press_sequentially("germ", delay=10)
    page.wait_for_selector("#offers li")
    assert page.locator("#q").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.locator("#q").get_attribute("aria-activedescendant")
    text = page.locator(f"#{active} bdi").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.length > 3")
    assert text.lower() in page.locator("#q").input_value().lower()


def test_what_an_input_method_composed_is_completed_and_its_keys_are_its_own(
    open_page: Open,
) -> None:
    page = open_page("/search")
    page.locator("#q").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "ふ", "selectionStart": 1, "selectionEnd": 1})
    keyboard.send("Input.insertText", {"text": "فرنس"})
    page.wait_for_selector("#offers li")
    page.keyboard.press("ArrowDown")
    page.locator("#q").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert page.locator("#q").input_value() == "فرنس"


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=france&country=-US", "/articles/wire/pact?q=france&n=1", "/articles/ar/1",
     "/help", "/api/docs", "/facets/country"],
)  # fmt: skip
def test_no_page_scrolls_sideways(open_page: Open, path: str) -> None:
    page = open_page(path)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/search?q=france&country=FR", "/articles/wire/talks?q=france"])
def test_names_of_a_thousand_letters_break(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.evaluate(
        """() => {
          const named = ".source bdi, .chip bdi, .tag, h1, h2 a, .authors, .claimed, .similar a,"
            + ".provenance p > a, .provenance code";
          for (const name of document.querySelectorAll(named)) name.textContent = "x".repeat(1000);
        }"""
    )
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


PLACES = (
    "/", "/search", "/search?q=france&country=FR&country=-US", "/search?q=qqqq", "/search?lang=ar",
    "/articles/wire/pact?q=france&n=1", "/articles/ar/1", "/compare?q=france&q=japan", "/help",
    "/api/docs", "/facets/country?q=france&country=JP", "/articles/none",
)  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(
    ("scheme", "language", "rules"),
    [
        ("light", "en", RULES),
        ("dark", "en", ["color-contrast"]),  # only colours differ in the dark
        ("light", "ar", RULES),
        ("dark", "ar", ["color-contrast"]),
    ],
)
def test_axe_finds_nothing_to_say(
    browser: Browser, address: str, scheme: Any, language: str, rules: list[str]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(
        base_url=address, color_scheme=scheme, locale=language, bypass_csp=True
    )
    page = context.new_page()
    found = []
    for place in PLACES:
        page.goto(place)
        assert page.locator("html").get_attribute("lang") == language
        told = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response[
            "violations"
        ]
        found += [(place, rule["id"], rule["nodes"][0]["html"]) for rule in told]
    context.close()
    assert not found


def test_years_are_brushed_with_a_finger(open_page: Open) -> None:
    page = open_page("/search", has_touch=True, viewport={"width": 1100, "height": 800})
    box = shown(page, "svg.years")
    y = box["y"] + 30
    finger = page.context.new_cdp_session(page)
    for kind, part in (("touchStart", 0.1), ("touchMove", 0.3), ("touchMove", 0.5)):
        point = {"x": box["x"] + box["width"] * part, "y": y}
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    updated(page, "year=")
    low, high = query(page).removeprefix("year=").split("..")
    assert 1990 <= int(low) < int(high) < 2010


def test_shares_and_numbers_are_switched_in_place(open_page: Open) -> None:
    page = open_page("/search?q=france")
    page.evaluate("window.same = true")
    page.locator(".scale a", has_text="Share").click()
    updated(page, "years=share")
    assert "%" in str(page.locator("svg.years .most").text_content())
    assert page.evaluate("window.same")


def test_estimated_years_are_hatched_in_the_chart_and_in_its_key(open_page: Open) -> None:
    page = open_page("/search?q=japan")
    for part in (page.locator(".years .bar rect.estimated"), page.locator(".key rect.estimated")):
        assert "#hatch" in part.first.evaluate("part => getComputedStyle(part).fill")
    heights = page.locator(".years .bar[data-low='2015'] rect.estimated")
    assert float(heights.get_attribute("height") or 0) > 0


def test_the_map_and_the_list_of_countries_are_equals(open_page: Open) -> None:
    page = open_page("/search")
    land = page.locator('.world a:has(use[href$="#FR"])')
    land.locator("use").dispatch_event("click")
    updated(page, "country=FR")
    assert row(page, "country", "France").locator("input").is_checked()
    assert page.locator('.world use.chosen[href$="#FR"]').count() == 1
    row(page, "country", "France").locator("input").uncheck()
    page.wait_for_function("() => !location.search.includes('country')")


def test_a_page_is_printed_without_its_controls(open_page: Open) -> None:
    page = open_page("/search?q=france", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator(".hit").first.is_visible()
    assert page.locator("svg.years").is_visible()
    assert page.locator("svg.world").is_visible()
    for control in (".masthead .searchbox", ".value input", ".range", ".tongues"):
        assert not page.locator(control).first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_reader_changes_the_language_and_the_page_turns_around(open_page: Open) -> None:
    page = open_page("/search?q=france")
    row(page, "country", "Japan").locator(".name").click()
    updated(page, "country=JP")
    page.locator('.tongues a[lang="ar"]').click()
    page.wait_for_selector('html[lang="ar"][data-ready]')
    assert page.evaluate("document.dir") == "rtl"
    assert query(page) == "q=france&country=JP"
    found, filters = shown(page, "#found"), shown(page, "#filters")
    assert filters["x"] < found["x"]


def test_completions_that_come_after_the_answer_stay_away(open_page: Open) -> None:
    page = open_page("/search?q=japan")
    page.evaluate(
        """() => {
          const own = window.fetch;
          window.fetch = (at, how) => !String(at).includes("suggest") ? own(at, how)
            : new Promise((go) => setTimeout(() => go(own(at, how)), 600))
                .finally(() => { document.body.dataset.late = "yes"; });
        }"""
    )
    box = page.locator("#q")
    box.fill("")
    box.press_sequentially("fra")
    page.wait_for_timeout(200)  # the question for completions is on its way
    box.press("Enter")
    updated(page, "q=fra")
    page.wait_for_selector("body[data-late]")
    page.wait_for_timeout(100)
    assert page.locator("#offers").is_hidden()


def test_a_leap_to_the_content_loads_nothing_and_back_still_works(open_page: Open) -> None:
    page = open_page("/search?q=france")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.locator("#summary").inner_text()
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    assert not [url for url in asked if "/search" in url]
    page.locator(".facet input[name=country]").first.check()
    updated(page, "country=")
    page.go_back()
    page.wait_for_selector(".facet input[name=country]:not(:checked)")
    page.wait_for_selector("#found:not([aria-busy])")
    assert page.locator("#summary").inner_text() == before


def test_estimated_years_are_left_out_by_one_click_and_stay_so(open_page: Open) -> None:
    page = open_page("/search?q=france")
    page.locator(".scale .not").click()
    updated(page, "dated=-estimated")
    assert page.locator("svg.years .estimated").count() == 0
    page.locator(".facet input[name=country]").first.check()
    updated(page, "country=")
    assert "dated=-estimated" in query(page)
