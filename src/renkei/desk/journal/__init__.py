"""Journal (記録): every write is an operation, and every operation leaves one entry."""
