"""The Sonar dashboard export: its columns, what its cells say, and how that comes into the register."""
