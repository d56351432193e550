"""Words for templates of procedures."""
