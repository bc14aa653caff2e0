from profiles.publication.models.erasure import Erasure
from profiles.publication.models.figures import CountedFigures
from profiles.publication.models.policy import Policy, PolicyProposal, all_shapes
from profiles.publication.models.publication import Activation, Publication, SamplingSecret
from profiles.publication.models.run import Run, Step

__all__ = [
    "Activation",
    "CountedFigures",
    "Erasure",
    "Policy",
    "PolicyProposal",
    "Publication",
    "Run",
    "SamplingSecret",
    "Step",
    "all_shapes",
]
