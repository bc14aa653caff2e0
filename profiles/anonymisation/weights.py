"""How much employers ask for an attribute, unless a policy says otherwise.

Found by trying on the synthetic population, see `make bench-anonymity`. In
profiles mode a weight is given to each fact times the number of facts that it
stands for, so *skill* counts for two or three already; on twin cards each fact
of a branch counts by itself, so *occupation*, with its four levels, needs less.
"""

PROFILE_WEIGHTS = {
    "task": 5.0,
    "skill": 2.0,
    "occupation": 1.0,
    "sector": 1.0,
    "hours": 1.0,
    "licence": 1.0,
    "direction": 1.0,
    "place": 8.0,
    "education": 4.0,
}
# Of what employers ask for last a row tells the facts that most people share: each one more
# is something by which who knows three or five facts finds a row. For m > 1.
PROFILE_CAPS = {"competence": 1, "affinity": 1, "language": 1, "transport": 2}
CARD_WEIGHTS = {
    "task": 3.0,
    "skill": 3.5,
    "occupation": 1.5,
    "sector": 2.5,
    "hours": 2.0,
    "licence": 1.5,
    "direction": 2.0,
    "place": 1.5,
    "education": 1.0,
    "transport": 0.7,
    "availability": 0.5,
}
# Asked for after all others: competences, what people like, languages and the like.
OTHER = 0.1
# Of *not recorded* and *not applicable*, beside a fact of the same attribute.
SPECIAL = 0.01
# Of a fact below the group that was told already.
DETAIL = 0.05
