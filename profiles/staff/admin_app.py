from django.contrib.admin.apps import AdminConfig


class RegisterAdminConfig(AdminConfig):
    """Django's admin, with the register's own site."""

    default_site = "profiles.staff.admin_site.RegisterAdminSite"
