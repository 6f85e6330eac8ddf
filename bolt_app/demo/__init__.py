"""A pretended Slack: workspace, Web API over local HTTP, signed requests, people who click."""
