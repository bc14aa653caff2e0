"""The profile workbook: a spreadsheet with choice lists in which profiles are filled in, and read back."""
