"""Whether an installation is well: each check says that something is right, or what is wrong and how to mend it."""
