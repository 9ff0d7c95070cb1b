"""takes the screenshots beside it anew: `python docs/screenshots/take.py`, with the test extras."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from index.engines import open_index
from index.pipeline import Settings, run
from search.engines import open_searcher
from web import create_app

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
SIZES = {"": (1280, 860), "-phone": (390, 780)}
PLACES = {
    "start": "/",
    "search": "/search?q=france&year=2014..2024",
    "article": "",
    "compare": "/compare?q=france&q=japan&q=government",
    "help": "/help",
    "values": "/facets/country?q=",
}


def main() -> None:
    """Index the seeds, serve them, and take every page at two sizes in three dresses."""
    index = open_index("whoosh::screenshots")
    run(index, [str(SEEDS)], Settings(jobs=1))
    searcher = open_searcher("whoosh::screenshots")
    server = make_server("127.0.0.1", 0, create_app(searcher), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for size in SIZES:
            for dress in ("", "-dark", "-arabic"):
                take(browser, address, size, dress)
        browser.close()
    server.shutdown()


def take(browser: Browser, address: str, size: str, dress: str) -> None:
    """Take every page at one size in one dress."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dress == "-dark" else "light",
        locale="ar" if dress == "-arabic" else "en",
    )
    page = context.new_page()
    for name, place in PLACES.items():
        if name == "article":
            page.goto("/search?lang=ar" if dress == "-arabic" else "/search?q=france+japan")
            page.locator(".hit h2 a").first.click()
            page.wait_for_selector(".story")
        else:
            page.goto(place)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=HERE / f"{name}{size}{dress}.png")
    context.close()


if __name__ == "__main__":
    main()
