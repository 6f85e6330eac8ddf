"""Slack's side of the app: a payload comes in, one call is made, a view goes out."""
