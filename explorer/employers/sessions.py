"""Sessions of the public site: kept as Django keeps them, looked up as pages ask, never waited for long."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import router

from explorer.database.asking import ask

STORED = "SELECT session_data FROM django_session WHERE session_key = $1 AND expire_date > now()"


class SessionStore(db.SessionStore):
    """Of a server that is silent it is not known who is signed in: that is an error, not a stranger."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        # A text of PostgreSQL ends where this sign would stand.
        found = [] if "\0" in key else ask(router.db_for_read(Session), STORED, [key])
        if found:
            return Session(session_key=key, session_data=found[0][0] or "")
        self._session_key = None
        return None
