"""What people do with it: the command line around questionnaires, scoring and reports."""
