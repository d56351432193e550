"""Region (圏域): municipalities, regions and their members, dated facts with their sources."""
