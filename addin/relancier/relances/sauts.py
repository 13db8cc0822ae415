"""Jumping a level: the user's own act, on one facture, with a reason that stays in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu
from relancier.base.typed import fold
from relancier.creances.portefeuille import Portefeuille


@dataclass(frozen=True, slots=True)
class Saut:
    """The level that a facture goes to at once, whatever its delays; no obstacle is lifted.

    Attributes:
      facture: its number.
      motif: why, in the user's words.
    """

    facture: str
    niveau: int
    motif: str


def by_facture(sauts: Iterable[Saut], portefeuille: Portefeuille) -> Mapping[str, Saut]:
    """Return the jumps by the facture's folded number.

    Raises:
      InvalidInput: "saut-sans-motif", "saut-double", "facture-inconnue", "facture-ambigue" when several debtors have
        that number.
    """
    owners: dict[str, set[str]] = {}
    for one in portefeuille.echeances:
        owners.setdefault(fold(one.facture), set()).add(one.debiteur)
    found: dict[str, Saut] = {}
    for saut in sauts:
        key = fold(saut.facture)
        if not saut.motif.strip():
            raise InvalidInput(
                "saut-sans-motif",
                "Passer un niveau demande un motif.",
                'Ajoutez --motif "…" : il reste dans l\'historique.',
            )
        if key not in owners:
            raise InvalidInput(
                "facture-inconnue",
                f"Aucune facture n'a le numéro « {saut.facture} ».",
                "Vérifiez-le dans la feuille Factures.",
            )
        if len(owners[key]) > 1:
            raise InvalidInput(
                "facture-ambigue",
                f"Plusieurs clients ont une facture « {saut.facture} » : {', '.join(sorted(owners[key]))}.",
                "Donnez à chacune son numéro.",
            )
        if key in found and found[key].niveau != saut.niveau:
            raise InvalidInput(
                "saut-double",
                f"La facture « {saut.facture} » ne peut pas aller à deux niveaux à la fois.",
                "Donnez un seul --niveau par facture.",
            )
        found[key] = saut
    return found


def without_effect(sauts: Iterable[Saut], jumped: Iterable[str]) -> tuple[Anomalie, ...]:
    """Return a remark for each jump that was not made; `jumped` are the numbers of the factures that did jump."""
    done = {fold(one) for one in jumped}
    return tuple(
        Anomalie(
            "saut-sans-effet",
            Gravite.REMARQUE,
            Lieu(feuille="Factures", table="tblFactures"),
            saut.facture,
            f"La facture {saut.facture} n'est pas passée au niveau {saut.niveau} : elle ne peut pas être relancée "
            "aujourd'hui.",
            "Sa raison est dans la colonne Pourquoi.",
        )
        for saut in sauts
        if fold(saut.facture) not in done
    )
