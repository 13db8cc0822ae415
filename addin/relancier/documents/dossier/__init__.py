"""The documents of the case file: requête, bordereau, chronologie, relevé, déclaration, note and report."""
