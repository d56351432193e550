"""Django commands of the accounts."""
