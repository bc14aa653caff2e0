"""The figures: how many of the target group are known, have a profile and can be found, by place and date.

The register counts, hides what is too small and writes one row per date; these pages
print it and calculate nothing but shares of what is shown. `reading` knows the row,
`columns` what its numbers mean; pages, CSV and JSON are made of these two alone.
"""
