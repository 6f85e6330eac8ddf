"""One file for each change of the schema, in the order their `down_revision` gives."""
