"""Runs in the environment of the suite: `python suite_worker.py FOLDER`; prints its findings as JSON."""

import json
import sys
import warnings
from pathlib import Path

import pandas as pd
from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator, SinglingOutEvaluator

ATTACKS = 400
KNOWN = ["place", "education", "task", "sector"]
OTHERS = ["hours", "availability", "licence", "direction", "transport"]
SECRETS = ("hours", "education", "licence", "direction", "task")


def main(folder: Path) -> None:
    warnings.simplefilter("ignore")
    tables = {path.stem: pd.read_csv(path, dtype=str) for path in folder.glob("*.csv")}
    original, control = tables["original"], tables["control"]
    findings = []
    for name in ("singling out, 3 columns", "linkability", *(f"inference of {secret}" for secret in SECRETS)):
        found = {"attack": name}
        for table, key in (("synthetic", "groups"), ("stripped", "stripped")):
            risk = _risk(name, original, tables[table], control)
            found |= {key: risk.value, f"{key}_error": (risk.ci[1] - risk.ci[0]) / 2}
        findings.append(found)
    print(json.dumps(findings))


def _risk(name: str, original: pd.DataFrame, synthetic: pd.DataFrame, control: pd.DataFrame):
    attacks = min(ATTACKS, len(original), len(control))
    shared = {"ori": original, "syn": synthetic, "control": control, "n_attacks": attacks}
    if name.startswith("singling"):
        evaluator = SinglingOutEvaluator(**shared, n_cols=3)
        evaluator.evaluate(mode="multivariate")
    elif name == "linkability":
        evaluator = LinkabilityEvaluator(**shared, aux_cols=(KNOWN, OTHERS), n_neighbors=5)
        evaluator.evaluate(n_jobs=1)
    else:
        secret = name.removeprefix("inference of ")
        known = [column for column in original.columns if column != secret]
        evaluator = InferenceEvaluator(**shared, aux_cols=known, secret=secret)
        evaluator.evaluate(n_jobs=1)
    return evaluator.risk()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
