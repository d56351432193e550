"""Lines of text into a tree: markers of provisions, rows of tables, and the stack that nests them."""
