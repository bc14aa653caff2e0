"""The verifier: does a release keep its promise? A second implementation, over published rows alone.

It shares no code with what made the release and reads only what the outside may
read. `read` loads a release as arrays, `verify` runs the checks over them,
`record` keeps what was found and `wording` says it. The checks in between are
pure functions over `published`: `contents`, `vocabulary`, `structure`,
`classes`, `combinations`, `twins` and `order`. It depends on the models and the
checksum of `explorer.release`, and on nothing of the inside.
"""
