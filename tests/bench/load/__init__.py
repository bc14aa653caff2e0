"""Sixteen visitors on the public site as deployed, while another release is shown: `make bench-load`.

Behind the haproxy of `deploy/`. Each page must be, to the letter, a page of one of the two releases; pages
that mix them, and failures, end the run with 1.
"""
