"""The made-up visitor of the self-test: runs in the sandbox, in the place of `kiosk.visitor`, and is that program."""
