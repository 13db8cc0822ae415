"""Which debtor and which facture a cell names, however it was typed."""

import re
from collections.abc import Iterable

from relancier.base.typed import fold
from relancier.classeur.rows import Row

CITED_MIN_LENGTH = 4  # a shorter number in a sentence may be a quantity or a year


class Names:
    """The debtors' codes and the factures' numbers, found whatever their case, blanks or lost leading zeros."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = {fold(code): code for code in codes}
        self._factures: dict[str, dict[str, str]] = {}
        self._owners: dict[str, set[str]] = {}

    def known(self, code: str) -> str:
        """Return the code as tblDebiteurs spells it, "" when it has none such."""
        return self._codes.get(fold(code), "")

    def debiteur(self, row: Row, code: str) -> str:
        """Return the code as tblDebiteurs spells it; "" after noting that it is unknown."""
        if known := self.known(code):
            return known
        if code:
            row.note(
                "Code débiteur",
                code,
                f"Le client « {code} » n'existe pas dans tblDebiteurs.",
                "Corrigez le code, ou ajoutez le client à la feuille Débiteurs.",
                "debiteur-inconnu",
            )
        return ""

    def learn(self, debiteur: str, numero: str) -> None:
        """Remember that `debiteur` has a facture `numero`."""
        self._factures.setdefault(debiteur, {})[fold(numero)] = numero
        self._owners.setdefault(fold(numero), set()).add(debiteur)

    def facture(self, debiteur: str, typed: str) -> str:
        """Return the debtor's facture that `typed` names, "" when there is none."""
        own = self._factures.get(debiteur, {})
        if (known := own.get(fold(typed))) is not None:
            return known
        if not typed.isdecimal():
            return ""
        # Excel turned "00123" into 123, here or in tblFactures
        alike = [numero for numero in own.values() if numero.isdecimal() and int(numero) == int(typed)]
        return alike[0] if len(alike) == 1 else ""

    def cited(self, debiteur: str, text: str) -> str:
        """Return the only facture of `debiteur` whose number stands in `text`; "" for none or several."""
        found = [
            numero
            for numero in self._factures.get(debiteur, {}).values()
            if len(numero) >= CITED_MIN_LENGTH
            and re.search(rf"(?<![\w/\-]){re.escape(fold(numero))}(?![\w/\-])", fold(text))
        ]
        return found[0] if len(found) == 1 else ""

    def resolve(self, row: Row, code: str, numero: str) -> tuple[str, str]:
        """Return the debtor and the facture that a row's two cells name; the facture is "" when none is named.

        What does not hold together is noted on the row.
        """
        owners = self._owners.get(fold(numero), set()) if numero else set()
        debiteur = self.debiteur(row, code) if code else (next(iter(owners)) if len(owners) == 1 else "")
        row.debiteur = debiteur
        if not code and not debiteur:
            row.note(
                "Code débiteur",
                "(vide)",
                f"La facture « {numero} » ne désigne pas un seul client." if numero else "Ni client ni facture.",
                "Saisissez le code du client.",
                "debiteur-absent",
            )
            return "", ""
        facture = self.facture(debiteur, numero) if numero and debiteur else ""
        if numero and debiteur and not facture:
            row.note(
                "Numéro facture",
                numero,
                f"La facture « {numero} » n'existe pas chez {debiteur}.",
                "Corrigez le numéro (une ligne par facture), ou videz la cellule pour répartir le règlement.",
                "facture-inconnue",
            )
        return debiteur, facture
