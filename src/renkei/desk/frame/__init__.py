"""What every page shares: the frame around it, its style, its errors, its language."""
