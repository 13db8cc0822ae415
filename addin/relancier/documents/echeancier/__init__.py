"""The papers of a negotiated plan: the protocole d'accord, and the letters around it."""
