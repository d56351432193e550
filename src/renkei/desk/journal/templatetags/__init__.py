"""Words for the templates of the journal."""
