"""What is asked: questionnaires as data, their checks and their answers."""
