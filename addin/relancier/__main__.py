"""`python -m relancier`."""

from relancier.cli import main

main()
