"""The commands of ``diagnostic``, one module each; heavy imports wait until a command runs."""
