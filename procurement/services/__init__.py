"""One module a job that a user does; the only place where the packages meet."""
