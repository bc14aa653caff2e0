"""Pages that explain, and pages that combine."""
