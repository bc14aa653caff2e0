"""Numbers in, shapes out: the pictures of the figures, as the server draws them.

Pure: no Django, no texts, no colours; a template gives shapes their class and their
words. Lengths are percentages of the picture, so that it is as wide as its place and
its text keeps its size. A number that is not shown (None) has no shape of its own.
"""
