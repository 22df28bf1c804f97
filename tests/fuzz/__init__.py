"""What holds for whatever comes in: short and the same each time in `make test`, long and new in `make fuzz`."""
