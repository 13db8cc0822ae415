"""The ground floor: errors, money, dates and packages, with no word of receivables."""
