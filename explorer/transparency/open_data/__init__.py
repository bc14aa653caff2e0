"""All groups of a release as files: what anybody may read in bulk, so that there is nothing to scrape."""
