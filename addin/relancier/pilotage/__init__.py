"""Where the money stands on a day, and how well it comes in: pure measures of a portefeuille, no file and no clock."""
