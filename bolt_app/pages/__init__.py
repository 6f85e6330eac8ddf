"""The pages a browser sees: what the app is, its installation, privacy, support. Flask, and no Bolt."""
