"""What can be wrong with an artefact."""


class BrokenArtefact(Exception):
    """The bytes are not an artefact that this code reads, or the rows are none that one can be made of."""
