"""What an adopter sets while the register runs: months, thresholds, reminders, short texts.

The settings of the process are the defaults; a saved row takes their place.
"""
