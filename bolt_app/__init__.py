"""Data Policy: shows how a workspace's data is used by Slack, and leads owners through the opt-out."""
