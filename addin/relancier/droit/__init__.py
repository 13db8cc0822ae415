"""French law as dated, cited data and pure functions: rates, delays, prescription, courts. No clock is read here."""
