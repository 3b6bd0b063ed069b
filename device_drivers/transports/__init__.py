"""What moves bytes to a device and back."""
