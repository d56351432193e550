"""第6条 変更: two texts compared; what a change says, written and read (改正)."""
