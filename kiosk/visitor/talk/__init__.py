"""Talking to the terminal: what can be said, what it does, and how it is seen and heard that somebody listens."""
