"""The try-out in a real Chromium: what people see, press and hear; knows nothing of the app's code."""
