"""Negotiated plans: simulate, agree, follow, break, renegotiate. Pure functions over the ledger."""
