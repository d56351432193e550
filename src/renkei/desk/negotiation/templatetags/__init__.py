"""Words for templates of other apps that tell of negotiations."""
