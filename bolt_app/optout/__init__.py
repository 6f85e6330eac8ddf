"""The opt-out: its states, its rules and its record. Knows neither Slack's payloads nor SQL."""
