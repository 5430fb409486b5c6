"""Where everything is kept: tables, named queries and migrations. SQL is written here and nowhere else."""
