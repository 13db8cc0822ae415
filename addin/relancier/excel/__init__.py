"""The add-in's package: its ribbon, its few lines of VBA, the checks they pass, and the file made of them."""
