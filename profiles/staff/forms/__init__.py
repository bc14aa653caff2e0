"""What staff type, read and judged: each form turns a request into what a verb of the register asks for."""
