"""The browser of a visitor: web pages inside the sandbox, through the gate of its session broker."""
