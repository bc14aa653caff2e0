"""Publication in the admin: policies and their proposals, publications, releases, figures and runs."""

from profiles.publication.admin import policies, proposals, releases

__all__ = ["policies", "proposals", "releases"]
