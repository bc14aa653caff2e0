"""What people want to know beside the search: help and costs, rights, combining work, reading a vacancy."""
