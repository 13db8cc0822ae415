"""Which debtor and which facture a cell names, however it was typed."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from relancier.base.typed import fold
from relancier.classeur.reading.rows import Row

CITED_MIN_LENGTH = 4  # a shorter number in a sentence may be a quantity or a year


class Names:
    """The debtors' codes and the factures' numbers, found whatever their case, blanks or lost leading zeros."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = _Index()
        for code in codes:
            self._codes.add(code, fold(code))
        self._found: dict[str, str] = {}
        self._factures: dict[str, _Index] = {}
        self._owners: dict[str, tuple[str, ...]] = {}
        self._numeros = _Index()

    def known(self, code: str) -> str:
        """Return the code as tblDebiteurs spells it, "" when it has none such."""
        if (known := self._found.get(code)) is None:
            known = self._found[code] = self._codes.find(code)
        return known

    def debiteur(self, row: Row, code: str) -> str:
        """Return the code as tblDebiteurs spells it; "" after noting that it is unknown."""
        known = self.known(code)
        if code and not known:
            row.note(
                "Code débiteur",
                code,
                f"Le client « {code} » n'existe pas dans tblDebiteurs.",
                "Corrigez le code, ou ajoutez le client à la feuille Débiteurs.",
                "debiteur-inconnu",
            )
        return known

    def learn(self, debiteur: str, numero: str) -> str:
        """Remember that `debiteur` has a facture `numero`; return it as it was first spelt."""
        if (own := self._factures.get(debiteur)) is None:
            own = self._factures[debiteur] = _Index()
        folded = fold(numero)
        if (owners := self._owners.get(folded)) is None:
            self._owners[folded] = (debiteur,)
            self._numeros.add(numero, folded)
        elif debiteur not in owners:
            self._owners[folded] = (*owners, debiteur)
        return own.add(numero, folded)

    def facture(self, debiteur: str, typed: str) -> str:
        """Return the debtor's facture that `typed` names, "" when there is none."""
        own = self._factures.get(debiteur)
        return own.find(typed) if own else ""

    def owners(self, typed: str) -> tuple[str, ...]:
        """Return the debtors who have a facture that `typed` names."""
        return self._owners.get(fold(self._numeros.find(typed)), ()) if typed else ()

    def cited(self, debiteur: str, text: str) -> str:
        """Return the only facture of `debiteur` whose number stands in `text`; "" for none or several."""
        if not text or debiteur not in self._factures:
            return ""
        sentence = fold(text)
        found = [
            numero
            for folded, numero in self._factures[debiteur].spelt.items()
            if len(numero) >= CITED_MIN_LENGTH and folded in sentence and _stands_alone(folded, sentence)
        ]
        return found[0] if len(found) == 1 else ""

    def named(self, code: str, numero: str) -> tuple[str, str] | None:
        """Return the debtor and the facture that two cells name, as `resolve` does; None when they do not agree."""
        owners = self.owners(numero)
        debiteur = self.known(code) if code else (owners[0] if len(owners) == 1 else "")
        if debiteur and (not numero or debiteur in owners):
            return debiteur, self.facture(debiteur, numero)
        return None

    def resolve(self, row: Row, code: str, numero: str) -> tuple[str, str]:
        """Return the debtor and the facture that a row's two cells name; the facture is "" when none is named.

        What does not hold together is noted on the row, and casts doubt on every debtor whom either cell names.
        """
        if (named := self.named(code, numero)) is not None:
            row.debiteur = named[0]
            return named
        owners = self.owners(numero)
        debiteur = row.debiteur = self.known(code) if code else (owners[0] if len(owners) == 1 else "")
        if code:
            self.debiteur(row, code)
        else:
            _note_nobody(row, numero, owners)
        if debiteur:
            _note_stranger(row, debiteur, numero, owners)
        for owner in owners:
            # the row may well be about this facture, whatever its other cell says
            row.debiteur, row.facture = owner, self.facture(owner, numero)
            message = f"La facture {row.facture} de {owner} est citée par une ligne dont le client n'est pas sûr."
            row.note("Numéro facture", numero, message, "Corrigez cette ligne : rien n'est relancé dans le doute.")
        row.debiteur, row.facture = debiteur, ""
        return debiteur, ""


def _stands_alone(number: str, sentence: str) -> bool:
    return re.search(rf"(?<![\w/\-]){re.escape(number)}(?![\w/\-])", sentence) is not None


def _note_nobody(row: Row, numero: str, owners: Sequence[str]) -> None:
    if not numero:
        message = "Ni le client ni la facture ne sont indiqués."
    elif owners:
        message = f"La facture « {numero} » existe chez plusieurs clients ({', '.join(owners)})."
    else:
        message = f"La facture « {numero} » n'existe chez aucun client."
    row.note("Code débiteur", "(vide)", message, "Saisissez le code du client.", "debiteur-absent")


def _note_stranger(row: Row, debiteur: str, numero: str, owners: Sequence[str]) -> None:
    whose = f" : elle est à {', '.join(owners)}" if owners else ""
    row.note(
        "Numéro facture",
        numero,
        f"La facture « {numero} » n'existe pas chez {debiteur}{whose}.",
        "Corrigez le client ou le numéro (un seul par ligne), ou videz la cellule si aucune facture n'est visée.",
        "facture-inconnue",
    )


class _Index:
    """Names by what is left of them once case, accents and blanks do not count.

    Attributes:
      spelt: the names as they were first spelt, in order, by what is left of them.
    """

    def __init__(self) -> None:
        self.spelt: dict[str, str] = {}
        self._numbers: dict[int, list[str]] = {}
        self._numbered = 0  # how many names `_numbers` was made of: they are rarely asked for

    def add(self, name: str, folded: str) -> str:
        """Remember `name`, which is `folded`; return it as it was first spelt."""
        return self.spelt.setdefault(folded, name)

    def find(self, typed: str) -> str:
        """Return the name that `typed` means, "" for none or several."""
        if (name := self.spelt.get(fold(typed))) is not None:
            return name
        # Excel turned "00123" into 123, here or where the name was given
        alike = self._of_number(int(typed)) if _is_number(typed) else ()
        return alike[0] if len(alike) == 1 else ""

    def _of_number(self, number: int) -> Sequence[str]:
        if self._numbered < len(self.spelt):  # skipping the names already seen walks through all of them
            for name in islice(self.spelt.values(), self._numbered, None):
                if _is_number(name):
                    self._numbers.setdefault(int(name), []).append(name)
            self._numbered = len(self.spelt)
        return self._numbers.get(number, ())


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) < 30
