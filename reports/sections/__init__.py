"""The sections of a report, one module each: a part of the diagnosis in, a finished part of the view out."""
