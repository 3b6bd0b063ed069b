"""What the residents can do at the terminal: one module per service, each a generator of steps."""
