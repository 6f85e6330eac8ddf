"""Pictures of every view in JSON, one file each, and what compares them."""
