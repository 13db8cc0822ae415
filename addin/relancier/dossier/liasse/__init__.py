"""From clean, numbered exhibits to a bundle that proves itself: stamped, bound, shared into volumes, verified."""
