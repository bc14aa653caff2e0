"""All that the verifier knows: the database of what is published, as a role that adds what it found."""

from explorer.environment import complete, database_of

DATABASES = {
    "default": database_of("VERIFIER_DATABASE_URL", database="explorer", web="explorer_verifier"),
}
INSTALLED_APPS = ["explorer.release"]
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

complete()
