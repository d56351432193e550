"""An amendment bound to a base text and carried out, exactly or not at all (溶け込み)."""
