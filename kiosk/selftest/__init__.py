"""The proof that nothing of one visitor is left, made with words that nobody else knows (`stadtteil selftest wipe`)."""
