"""Letters in bulk: ordered with all that they say, written, printed as one, cut apart and proved, in any process.

What goes in and out are bytes and values, no file: a chunk can be pressed by this process, by another, or elsewhere.
"""
