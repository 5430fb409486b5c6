"""What the backbone office of the demo says of itself."""

from __future__ import annotations

from diagnostic.demo.people import Answers, answers_of
from diagnostic.demo.plan import DemoSelfReport
from questionnaires.columns import option_columns
from questionnaires.loading import find
from questionnaires.model import Question, Questionnaire
from scoring.simulating import Behaviour, planted, simulate

_ONE_VOICE = Behaviour(response=1.0, most_persons=1)


def self_report_of(asked: DemoSelfReport) -> Answers:
    """Return the answers of the office; the same plan gives the same."""
    questionnaire = find(asked.questionnaire)
    means = planted(questionnaire, asked.planted)
    made = simulate(questionnaire, organisations=1, means=means, behaviour=_ONE_VOICE, seed=asked.seed)
    rated = answers_of(made.responses.iloc[0], [statement.id for statement in questionnaire.statements])
    facts = [_fact(questionnaire, one, asked.facts[one.id]) for one in questionnaire.questions]
    return {name: value for fact in (*facts, rated) for name, value in fact.items()}


def _fact(questionnaire: Questionnaire, question: Question, given: int | str | tuple[str, ...]) -> Answers:
    if not isinstance(given, tuple):
        return {question.id: given}
    choices = questionnaire.choices[question.choices or ""]
    columns = option_columns(question.id, choices)
    return {column: int(code in given) for column, code in zip(columns, choices.codes, strict=True)}
