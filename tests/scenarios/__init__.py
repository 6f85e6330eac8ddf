"""The wired app, in a person's words, over HTTP and over Socket Mode."""
