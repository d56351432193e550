"""Words of accounts for templates."""
