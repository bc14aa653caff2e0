"""Whole pages, made while valgrind counts: everything but the server around and the database.

python -m tests.bench.search.pages.counted --times 40
"""

import argparse

from django.test import Client

from tests.bench.search.counting import counted
from tests.bench.search.pages.kinds import ADDRESS, asked


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, required=True)
    times = options.parse_args().times
    client = Client(HTTP_HOST="localhost")
    # Others first, so that what is made once for all pages is there.
    addresses = [ADDRESS + one.text for one in asked(2 * times)]
    for address in addresses[times:]:
        client.get(address)
    with counted():
        for address in addresses[:times]:
            client.get(address)


if __name__ == "__main__":
    main()
