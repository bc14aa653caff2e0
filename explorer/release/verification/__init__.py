"""The verifier: does a release keep its promise? A second implementation, over published rows alone.

It shares no code with what made the release and reads only what the outside may
read. `read` loads a release, `verify` runs the checks over it, `record` keeps what
was found and `wording` says it. The checks in between are pure functions over
`published`: `rules` (policy), `contents` (checksum, counts), `concepts`, `areas`,
`groups` (shape, label, threshold), `closure` and `disclosure`. The last one needs
scipy and is left out, and the report says so, where that is not installed. The
package depends on the models, the table of shapes and the checksum of
`explorer.release`, and on nothing of the inside.
"""
