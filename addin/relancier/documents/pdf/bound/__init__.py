"""A batch converted as one: letters bound into one document, converted once, cut apart again, each piece checked.

What cannot be bound without changing what it prints is left alone, and whatever fails the check is converted alone.
"""
