"""Programs that stand in the visitor's place in the sandbox and misbehave."""
