"""From numbers to what a page says and draws: words from `wording`, shapes from `charts`, no HTML."""
