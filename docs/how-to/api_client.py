"""Ask the API how many people can do a kind of work near a place, and write all groups as CSV.

    python docs/how-to/api_client.py http://localhost:8000 --q orderpicker --vanuit Venray

Needs nothing but Python. It keeps the ETag of what it asked, and asks again without cost.
"""

import argparse
import csv
import json
import sys
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def ask(address: str, tag: str = "") -> tuple[dict[str, Any], str]:
    """An answer and its ETag. Ends with the words of the problem where the question is wrong."""
    request = Request(address, headers={"Accept": "application/json", "If-None-Match": tag})  # noqa: S310
    try:
        with urlopen(request, timeout=10) as response:  # noqa: S310
            return json.load(response), response.headers["ETag"]
    except HTTPError as error:
        problem = json.load(error)
        reasons = [f"{each['name']}: {each['detail']}" for each in problem.get("errors", [])]
        sys.exit("\n".join([f"{problem['status']} {problem['detail']}", *reasons]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site")
    parser.add_argument("--q", default="")
    parser.add_argument("--vanuit", default="")
    parser.add_argument("--straal", default="")
    given = parser.parse_args()
    asked = {name: value for name, value in vars(given).items() if name != "site" and value}
    address: str | None = f"{given.site.rstrip('/')}/api/v1/groepen?{urlencode(asked)}"
    out = csv.writer(sys.stdout)
    out.writerow(["code", "wat", "waar", "voorwaarde", "minstens"])
    while address:
        page, _tag = ask(address)
        if page["pagina"] == 1:
            print(f"Minstens {page['minstens']} kandidaten (uitgave {page['uitgave']}).", file=sys.stderr)
        for group in page["groepen"]:
            named = [(group[name] or {"naam": ""})["naam"] for name in ("wat", "waar", "voorwaarde")]
            out.writerow([group["code"], *named, group["minstens"]])
        address = page["volgende"]


if __name__ == "__main__":
    main()
