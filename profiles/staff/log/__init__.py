"""The log of use, for the privacy officer and the auditor: they see who did what, and no candidate."""
