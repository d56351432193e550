"""The parts of composing: the old text as lines, heads of provisions, and the hand that sets them."""
