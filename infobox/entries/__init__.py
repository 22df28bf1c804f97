"""What people write: every kind, its fields and its rules; read, checked, and told in Dutch when it is wrong."""
