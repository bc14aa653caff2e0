"""The pages of imports: hand a file in, look at what it would do, have it done, and undo it."""
