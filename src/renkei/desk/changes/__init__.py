"""第6条 変更: from the edited target text to the instructions, the tables and the procedures."""
