"""Takes the picture of the README from a demo that runs on PORT: `make demo`, then `make screenshot`."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "screenshot.png"
ADDRESS = "http://127.0.0.1:{}/kandidaten/?taak=orderpicken&vanuit=GM0984&straal=15"
SIZE = {"width": 1200, "height": 760}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Write the picture; one line for what is missing."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        sys.exit("screenshot: no browser found; install chromium")
    with sync_playwright() as playwright:
        # As root a browser refuses its own sandbox.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        page = browser.new_page(locale="nl-NL", viewport=SIZE)
        try:
            page.goto(ADDRESS.format(os.environ.get("PORT", "8000")))
        except Error:
            sys.exit("screenshot: no demo answers on PORT; start one with make demo")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE.stat().st_size / 1024:.0f} KB in {PICTURE.name}")


if __name__ == "__main__":
    main()
