"""A record in each form that leaves the app: whole, in constant memory, and checked from outside."""
