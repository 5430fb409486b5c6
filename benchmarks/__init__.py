"""How long the program takes, beside a named peer and beside what is to be reached."""
