"""改め文 read: sentences of amendment become operations (改め文の読取り)."""
