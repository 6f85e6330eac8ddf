"""The steps by which the schema came to be what it is; knows nothing of what the app does with it."""
