"""How a relance reaches its debtor: the channel of its level or segment, or the next one that has an address.

A mise en demeure falls back on nothing, and is never spoken nor sent as an SMS: it is a written act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from relancier.base.contacts import read_emails, read_mobile, read_phone
from relancier.base.typed import squeeze
from relancier.creances.mises_en_demeure import MODELE
from relancier.creances.portefeuille import Adresse, Canal, Debiteur, Niveau

# what is tried, in order, for each channel asked for
SUITES: Mapping[Canal, tuple[Canal, ...]] = MappingProxyType(
    {
        Canal.COURRIER: (Canal.COURRIER, Canal.EMAIL),
        Canal.LRAR: (Canal.LRAR,),
        Canal.EMAIL: (Canal.EMAIL, Canal.COURRIER),
        Canal.TELEPHONE: (Canal.TELEPHONE, Canal.EMAIL, Canal.COURRIER),
        Canal.SMS: (Canal.SMS, Canal.EMAIL, Canal.COURRIER),
    }
)
DEBITEURS = "Débiteurs"
UNWRITTEN = (Canal.TELEPHONE, Canal.SMS)


@dataclass(frozen=True, slots=True)
class Manque:
    """What a channel needs and lacks.

    Attributes:
      quoi: after "faute": "d'adresse e-mail".
      feuille, colonne: the sheet and the column that hold it.
      trouve: what is typed there; "" when nothing is.
      remede: what to do, a French sentence.
    """

    quoi: str
    feuille: str
    colonne: str
    trouve: str
    remede: str


@dataclass(frozen=True, slots=True)
class Acheminement:
    """The channel that a relance takes.

    Attributes:
      prevu: the one that was asked for.
      canal: the one that it takes; None when none has its address.
      manques: what the channels tried before it lack.
    """

    prevu: Canal
    canal: Canal | None
    manques: tuple[Manque, ...] = ()

    @property
    def faute(self) -> str:
        """Why it is not the one asked for: "faute d'adresse e-mail"; "" when it is."""
        return "faute " + " et ".join(one.quoi for one in self.manques) if self.manques else ""


def canal_de(niveau: Niveau, canal_segment: Canal | None, debiteur: Debiteur) -> Acheminement:
    """Return how `niveau` goes out to `debiteur`.

    Args:
      canal_segment: the channel of the debtor's segment, which replaces the level's except for a mise en demeure.
    """
    act, firm = niveau.modele.startswith(MODELE), is_firm(niveau)
    asked = niveau.canal if firm or canal_segment is None else canal_segment
    if act and asked in UNWRITTEN:
        return Acheminement(asked, None, (_written_act(asked),))
    missing: list[Manque] = []
    for canal in (asked,) if firm else SUITES[asked]:
        if (lack := _lack(canal, debiteur)) is None:
            return Acheminement(asked, canal, tuple(missing))
        missing.append(lack)
    return Acheminement(asked, None, tuple(missing))


def is_firm(niveau: Niveau) -> bool:
    """Say whether `niveau` is a registered letter or a mise en demeure: nothing weaker may take its place."""
    return niveau.canal is Canal.LRAR or niveau.modele.startswith(MODELE)


def _lack(canal: Canal, debiteur: Debiteur) -> Manque | None:
    """Return what `canal` needs to reach `debiteur` and does not find; None when it can."""
    if canal is Canal.EMAIL:
        found = bool(read_emails(debiteur.email).valables)
        what, column, typed = f"d'adresse e-mail{' valable' if debiteur.email else ''}", "E-mail", debiteur.email
    elif canal is Canal.SMS:
        found = bool(read_mobile(debiteur.telephone))
        what, column, typed = "de numéro de portable", "Téléphone", debiteur.telephone
    elif canal is Canal.TELEPHONE:
        found = bool(read_phone(debiteur.telephone))
        what, column, typed = "de numéro de téléphone", "Téléphone", debiteur.telephone
    else:
        found = not is_empty(debiteur.adresse)
        what, column, typed = "d'adresse postale", "Adresse 1", ""
    return None if found else Manque(what, DEBITEURS, column, typed, f"Remplissez « {column} », feuille {DEBITEURS}.")


def _written_act(asked: Canal) -> Manque:
    return Manque(
        "d'un canal écrit",
        "Procédures",
        "Canal",
        str(asked),
        "Une mise en demeure est un écrit : choisissez « LRAR » (ou « courrier ») dans la colonne Canal, feuille "
        "Procédures.",
    )


def is_empty(adresse: Adresse) -> bool:
    """Say whether nothing lets a letter arrive: no street and no town."""
    return not squeeze(adresse.adresse_1) and not squeeze(adresse.ville)


def incomplete(adresse: Adresse) -> tuple[str, ...]:
    """Return the columns whose absence may keep a letter from arriving, in their order."""
    street = squeeze(adresse.adresse_1) or squeeze(adresse.adresse_2)
    wanted = (("Adresse 1", street), ("Code postal", adresse.code_postal or adresse.pays), ("Ville", adresse.ville))
    return tuple(column for column, typed in wanted if not squeeze(typed))
