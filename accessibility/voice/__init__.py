"""Voice in: phrases, grammars and what is accepted, without Qt; and the worker that recognises."""
