"""What people see: pure functions from facts, viewer and translator to Block Kit. No I/O, no rules."""
