"""Procedures (第6条): how an agreement is concluded, changed and ended, step by step, by each party."""
