"""Pages of the desk: inbox, one case, who fits, asking candidates, letters, the clock."""
