"""Two texts compared and the operations that lead from one to the other (改正内容の導出)."""
