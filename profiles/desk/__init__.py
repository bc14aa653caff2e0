"""What the desk does with requests of employers: cases, who fits, asking candidates, letters, the clock.

Below `staff`, whose pages show it; above the register and publication, which it uses. Requests
come from `explorer.contact` and go back by its functions; of candidates nothing goes out.
"""
