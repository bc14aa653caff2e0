from profiles.publication.models.erasure import Erasure
from profiles.publication.models.figures import CountedFigures
from profiles.publication.models.policy import Policy, PolicyProposal, all_shapes
from profiles.publication.models.publication import Activation, Publication, SamplingSecret
from profiles.publication.models.run import Run, RunStep

__all__ = [
    "Activation",
    "CountedFigures",
    "Erasure",
    "Policy",
    "PolicyProposal",
    "Publication",
    "Run",
    "RunStep",
    "SamplingSecret",
    "all_shapes",
]
