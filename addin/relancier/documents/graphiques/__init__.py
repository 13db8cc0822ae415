"""Charts as pictures, for documents: drawn with matplotlib, sober, readable in black and white."""
