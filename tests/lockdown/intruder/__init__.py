"""Programs that stand in the visitor's place and try what its sockets let through; bound into the sandbox by name."""
