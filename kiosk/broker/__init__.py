"""The session broker: the trusted process outside the sandbox that sees one visitor's content and dies with it."""
