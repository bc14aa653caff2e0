"""`python -m tests.bench.restore --people 300`: the drill in all four pairs of ages."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.restore.recipe import PAIRS, prepare, restore


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="restore-drill-"))
    folder.chmod(0o755)
    faults = 0
    try:
        drill = prepare(folder, people=options.people)
        drill.place.cluster.destroy()
        dumped = sum(file.stat().st_size for file in folder.glob("*.dump"))
        print(f"{options.people} people; {dumped:,} bytes dumped")
        for register, explorer in PAIRS:
            outcome = restore(drill, register, explorer)
            print(f"\nregister from {register}, explorer from {explorer}: {outcome.seconds:.0f} s")
            print(
                "\n".join(
                    f"  {line}" for line in (*outcome.said, *(f"WRONG: {fault}" for fault in outcome.faults))
                )
            )
            faults += len(outcome.faults)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(f"\n{faults} faults" if faults else 0)


if __name__ == "__main__":
    main()
