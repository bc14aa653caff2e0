"""What the verifier finds, which shares no code with what made the rows."""

import numpy as np

from explorer.release.verification.classes import check_classes, check_one_class, classes_of
from explorer.release.verification.combinations import check_combinations
from explorer.release.verification.findings import together
from explorer.release.verification.order import check_order
from explorer.release.verification.published import Concept, Published, Rows, Vocabulary
from explorer.release.verification.rules import rules_of
from explorer.release.verification.structure import check_closure, check_rows
from explorer.release.verification.twins import check_twins
from profiles.anonymisation.anonymise import Outcome
from profiles.anonymisation.policy import Policy


def count_violations(outcome: Outcome, policy: Policy) -> int:
    """Everything that is checked of rows: classes, combinations or twins, closure and order."""
    published, rules = _published(outcome, policy), rules_of(policy.to_json())
    classes = classes_of(published, rules) if rules.has_classes else None
    found = [check_rows(published), check_closure(published), check_order(published, classes)]
    if classes is not None:
        found += [check_one_class(published, rules), check_classes(published, rules, classes)]
        found += [check_combinations(published, rules, classes)]
    else:
        found.append(check_twins(published, rules))
    return together(found).total


def _published(outcome: Outcome, policy: Policy) -> Published:
    words = (
        Concept(number, word.attribute, word.code, word.code, word.code, parent=word.parent)
        for number, word in enumerate(outcome.tree.words)
    )
    rows = outcome.rows
    return Published(
        number=1,
        policy=policy.to_json(),
        counts={},
        declared_hash="",
        computed_hash="",
        vocabulary=Vocabulary(tuple(words)),
        rows=Rows(
            number=np.arange(len(rows)),
            people=rows.people.astype(np.int64),
            indptr=rows.starts.astype(np.int64),
            facts=rows.facts.astype(np.int32),
        ),
    )
