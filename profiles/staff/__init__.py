"""Staff: accounts, roles, and the pages of the register site. Depends on all the rest of the register."""
