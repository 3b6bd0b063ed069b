"""Speech out without Qt: sentences, the queue of what is said, the voices and the worker process."""
