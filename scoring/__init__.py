"""What the answers say: from checked answers to a Diagnosis in published forms."""

from scoring.answers import Answers, check_answers
from scoring.diagnosis import Diagnosis, from_json, to_json
from scoring.pipeline import METHOD_VERSION, diagnose
from scoring.reading import read_table
from scoring.simulating import simulate

__all__ = [
    "METHOD_VERSION",
    "Answers",
    "Diagnosis",
    "check_answers",
    "diagnose",
    "from_json",
    "read_table",
    "simulate",
    "to_json",
]
