"""Exhibits in: whatever file it is, one clean PDF of it and an honest report, or a refusal with its remedy."""
