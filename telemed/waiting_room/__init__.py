"""The waiting-room screen: which numbers are called to which rooms, and who is next."""
