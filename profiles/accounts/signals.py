"""What is recorded of log-ins, passwords and second steps, in the log of use."""


def connect() -> None:
    """Begin to listen."""
