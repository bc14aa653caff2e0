"""The log of use, for the privacy officer and the auditor: they see what accounts did, and no candidate."""
