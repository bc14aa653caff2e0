"""What the desk does with requests of employers: cases, matching, asking candidates, letters, the clock.

Below `staff`, which shows it; above the register and publication, which it uses. Requests
come from `explorer.contact` and go back by its functions; of candidates nothing goes out.
"""
