"""`python -m profiles.database make-keys`: every key and password of a new deployment."""

import secrets
import sys

from explorer.database.provision import ROLES
from profiles.database.keys import MAKERS

USAGE = "usage: python -m profiles.database make-keys"


def main() -> None:
    """Print them; nothing is written, so that they are only where somebody puts them."""
    if sys.argv[1:] != ["make-keys"]:
        sys.exit(USAGE)
    print("# explorer.env")
    print(f"EXPLORER_SECRET_KEY={secrets.token_urlsafe(50)}")
    print("# register.env")
    for name, make in MAKERS.items():
        print(f"{name}={make()}")
    print("# for provision, and in the addresses of the databases")
    for role in ROLES:
        print(f"{role.upper()}_PASSWORD={secrets.token_urlsafe(24)}")


if __name__ == "__main__":
    main()
