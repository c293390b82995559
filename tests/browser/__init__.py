"""The pages in a real browser: the system's Chromium, against the server as it is started for users."""
