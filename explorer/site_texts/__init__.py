"""Texts of the public pages that an adopter words; a page without such a text has its own."""
