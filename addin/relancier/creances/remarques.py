"""What somebody should look at before trusting a décompte: rates and articles not verified, records left out.

An article is named when a figure rests on it, and only then: a décompte without a public buyer does not mention his.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from relancier.base.dates import format_short
from relancier.creances.compte import Compte, Part, Source
from relancier.creances.conventions import Ordre
from relancier.creances.interets import INTERETS, Ligne, Poste
from relancier.creances.portefeuille import Echeance, Reglement, TypeDebiteur
from relancier.creances.regimes import Regime
from relancier.creances.releve import libelle
from relancier.droit.textes import TEXTES


def remarques(compte: Compte, terms: Sequence[Echeance], credits: Sequence[Source], au: date) -> tuple[str, ...]:
    """Return the French sentences that go under the statement of a finished `compte`.

    `terms` and `credits` are all those of the debtor, in order, those after `au` included.
    """
    lines = [line for dette in compte.dettes for line in dette.cours.lignes]
    return (
        *_taux_non_verifies(lines, classeur=bool(compte.debiteur.code)),
        *_textes_non_verifies(compte, lines),
        *_ecartes(terms, credits, au),
        *_avant_toute_facture(terms, credits, au),
        *_sans_interet(compte),
    )


def _taux_non_verifies(lines: Iterable[Ligne], *, classeur: bool) -> list[str]:
    """Name the semesters, and the cell of the workbook that would settle each; one sum by itself has no workbook."""
    doubtful = {line.semestre: line.reference for line in lines if not line.verifie and line.semestre is not None}
    return [
        f"Les taux du {semestre.libelle} n'ont pas été vérifiés sur le texte officiel ({doubtful[semestre]}) : les"
        f" intérêts qui en dépendent sont à confirmer"
        f"{f' (table tblTaux, ligne « {semestre} », colonne « Vérifié »)' if classeur else ''}."
        for semestre in sorted(doubtful)
    ]


def _textes_non_verifies(compte: Compte, lines: Sequence[Ligne]) -> list[str]:
    doubtful = [TEXTES[cle] for cle in _textes(compte, lines) if not TEXTES[cle].verifie]
    if not doubtful:
        return []
    names = " ; ".join(f"{texte.citation} ({texte.dit})" for texte in doubtful)
    return [f"Des chiffres reposent sur des textes qui n'ont pas été vérifiés à leur source officielle : {names}."]


def _textes(compte: Compte, lines: Sequence[Ligne]) -> Iterator[str]:
    """Yield the keys of the texts on which a figure of the account rests."""
    public = compte.debiteur.type is TypeDebiteur.PUBLIC
    if any(line.regime is Regime.PUBLIC for line in lines):
        yield "public-taux"
    if public and any(dette.indemnite_due for dette in compte.dettes):
        yield "public-indemnite"
    if compte.conventions.ordre is Ordre.INTERETS and any(_paie_des_interets(part) for part in compte.parts):
        yield "interets-d-abord"
    if len(compte.dettes) > 1 and any(not part.source.facture for part in compte.parts):
        yield "imputation"
    if any(dette.cours.capitalises for dette in compte.dettes) or _capital(compte.parts):
        yield "capitalisation"
    if any(dette.cours.conditions.fin is not None for dette in compte.dettes):
        yield "ouverture-interets"


def _paie_des_interets(part: Part) -> bool:
    return isinstance(part.source, Reglement) and part.poste in INTERETS


def _capital(parts: Iterable[Part]) -> bool:
    return any(part.poste is Poste.CAPITALISES for part in parts)


def _avant_toute_facture(terms: Sequence[Echeance], credits: Sequence[Source], au: date) -> list[str]:
    first = min((one.date for one in terms), default=date.max)
    early = [libelle(one) for one in credits if one.date < first and one.date <= au and not one.facture]
    if not early:
        return []
    held = "tenu" if len(early) == 1 else "tenus"
    return [f"Reçu avant toute facture, {held} en acompte jusqu'à la première : {' ; '.join(early)}."]


def _ecartes(terms: Sequence[Echeance], credits: Sequence[Source], au: date) -> list[str]:
    late = [*(f"facture {one.facture}" for one in terms if one.date > au)]
    late += [libelle(one) for one in credits if one.date > au]
    names = " ; ".join(dict.fromkeys(late))
    return [f"Postérieurs au {format_short(au)} et non comptés : {names}."] if late else []


def _sans_interet(compte: Compte) -> list[str]:
    bare = list(
        dict.fromkeys(d.echeance.facture for d in compte.dettes if d.cours.principal and not d.cours.conditions.phases)
    )
    if not bare:
        return []
    return [
        f"Aucun intérêt n'est compté sur {', '.join(bare)} : ni pénalités applicables à {compte.debiteur.nom}, ni mise"
        " en demeure datée."
    ]
