"""The use cases, one file each. Every door calls these, and nothing below them."""
