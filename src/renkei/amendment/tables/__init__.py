"""新旧対照表: written, read back from Word and Excel, applied."""
