"""Pages of the desk: inbox, one case, matching, asking candidates, letters, the clock."""
