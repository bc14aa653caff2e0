"""The files of the design system that pages use, made from the npm packages they come in.

The packages hold thousands of files. A page loads what it can use of a few: of the
components the rules of classes that templates name, of the theme the tokens that
these and our own styles lead to, of the font the letters of Dutch. Depends on no
other part of the site.
"""
