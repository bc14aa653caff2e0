"""The pages of accounts: log-in, one’s own account, and the accounts of colleagues."""
