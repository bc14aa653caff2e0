"""`python -m explorer.release.verification 12`: verify release 12 and keep what was found.

It has settings of its own and one address, VERIFIER_DATABASE_URL. The register starts it for each
publication; by hand it verifies a release once more. It prints the number of what it kept.
"""

import argparse
import os
import sys

import django


def main() -> None:
    """Verify the release of this number. Ends with 1 where there is none."""
    parser = argparse.ArgumentParser(prog="python -m explorer.release.verification", description=__doc__)
    parser.add_argument("number", type=int, help="number of the release")
    number = parser.parse_args().number
    os.environ["DJANGO_SETTINGS_MODULE"] = "explorer.release.verification.settings"
    django.setup()
    from explorer.release.models import Release  # models need the settings
    from explorer.release.verification.record import verify_and_record

    release = Release.objects.filter(number=number).first()
    if release is None:
        sys.exit(f"There is no release {number}.")
    print(verify_and_record(release=release).pk)


if __name__ == "__main__":
    main()
