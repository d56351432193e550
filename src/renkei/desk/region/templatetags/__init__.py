"""Words for the templates of regions."""
