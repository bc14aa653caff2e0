"""One year of one population, in a process of its own; prints JSON."""

import argparse
import json
import sys

from tests.bench.anonymity.over_time.year import run
from tests.bench.anonymity.ways import ways

PAIRS = "k,k^2"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, required=True)
    options.add_argument("--structure", type=float, required=True)
    options.add_argument("--months", type=int, default=12)
    given = options.parse_args()
    policy = next(way.policy for way in ways(given.people) if way.name == PAIRS and way.policy)
    json.dump(run(policy, **vars(given)), sys.stdout)


if __name__ == "__main__":
    main()
