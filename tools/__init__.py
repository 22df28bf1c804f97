"""What works on the project itself, before anything of it is installed."""
