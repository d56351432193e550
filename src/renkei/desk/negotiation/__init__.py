"""協議: what the parties say of a text under way, provision by provision, and what becomes of it."""
