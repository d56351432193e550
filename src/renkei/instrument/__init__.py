"""The text of an agreement as data: read, check, refer, write."""
