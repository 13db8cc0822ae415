"""The alerts of the law: what is lost for good when a day passes, and the rates that calculations wait for."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.elision import de
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import fold
from relancier.creances.collective import declaration
from relancier.creances.portefeuille import PieceDeclaree
from relancier.creances.prescriptions import prescription_sentence
from relancier.droit.procedure import Delai, terme
from relancier.droit.semestre import Semestre
from relancier.droit.taux import TableDesTaux
from relancier.droit.textes import Texte
from relancier.pilotage.alertes import Alerte, Nature, Perte
from relancier.pilotage.contexte import Contexte
from relancier.pilotage.proches import Proche, proches
from relancier.relances.obstacles import stayed_by_insolvency

# the words by which the sheet Pièces names what closes or opens a delay
DECLARATION, ORDONNANCE, SIGNIFICATION = "declaration", "ordonnance", "signification"
AVANT_SEMESTRE = timedelta(days=30)


def prescriptions(contexte: Contexte) -> Iterator[Alerte]:
    """Yield what nears its prescription: a claim lost the day after; and what passed it, unless an act shows up.

    One alert a debtor for each of the two: they call for one act, however many échéances it saves.
    """
    found: dict[tuple[str, bool], list[Proche]] = {}
    for one in proches(contexte.vue):
        found.setdefault((one.debiteur, bool(one.mois)), []).append(one)
    for (code, near), mine in found.items():
        nom = contexte.vue.portefeuille.debiteurs[code].nom
        owed = sum((one.etat.reste_du for one in mine), ZERO)
        first = min(mine, key=lambda one: one.horloge.dernier_jour)
        factures = {one.facture for one in mine}
        yield Alerte(
            Nature.PRESCRIPTION,
            first.horloge.dernier_jour,
            code,
            nom,
            first.facture if len(factures) == 1 else "",
            _prescribed(mine, nom, first),
            f"Obtenez {de(nom)} une reconnaissance ou un échéancier signé, ou saisissez le juge."
            if near
            else "Avant de réclamer, faites vérifier si un acte a interrompu la prescription.",
            owed,
            Perte.CREANCE if near else Perte.PREUVE,
            f"{format_euros(owed)} ne peuvent plus être réclamés en justice{_source(first.horloge.texte)}",
        )


def _prescribed(mine: Sequence[Proche], nom: str, first: Proche) -> str:
    """Say it of a debtor's échéances: of the only one, or of them all, the first to be lost named."""
    alone = prescription_sentence(first.facture, first.etat.echeance.echeance, first.horloge, first.mois)
    if len(mine) == 1:
        return alone
    owed = format_euros(sum((one.etat.reste_du for one in mine), ZERO))
    head = f"{len(mine)} échéances {de(nom)} ({owed})"
    if not first.mois:
        return f"{head} sont prescrites, depuis le {format_short(first.horloge.dernier_jour)} pour la plus ancienne."
    return f"{head} vont se prescrire. D'abord : {alone[0].lower()}{alone[1:]}"


def declarations(contexte: Contexte) -> Iterator[Alerte]:
    """Yield the claims to declare to an insolvency procedure, until the sheet Pièces holds their declaration."""
    vue = contexte.vue
    for code, debiteur in vue.portefeuille.debiteurs.items():
        opened = debiteur.procedure_collective
        if opened is None or opened > vue.jour or _has(vue.portefeuille.pieces, code, DECLARATION):
            continue
        old = [
            one
            for one in vue.situations[code].etats
            if one.reste_du > 0 and stayed_by_insolvency(contexte.faits(code), one.echeance, vue.jour)
        ]
        owed = sum((one.reste_du for one in old), ZERO)
        if not owed:
            continue
        due = declaration(owed, opened, vue.jour)
        yield Alerte(
            Nature.DECLARATION,
            due.delai.dernier_jour,
            code,
            debiteur.nom,
            "",
            f"{debiteur.nom} est en procédure collective : {due.phrase}",
            f"{due.remede} Puis listez la déclaration dans la feuille Pièces (nature « déclaration de créance »).",
            owed,
            Perte.CREANCE,
            f"créance non déclarée, écartée des répartitions{_source(due.delai.regle.texte)}",
        )


def significations(contexte: Contexte) -> Iterator[Alerte]:
    """Yield the orders to pay that the sheet Pièces lists with their day, and whose service it does not list."""
    vue = contexte.vue
    for piece in vue.portefeuille.pieces:
        if not fold(piece.nature).startswith(ORDONNANCE) or piece.date is None or piece.date > vue.jour:
            continue
        owed = _owed(contexte, piece)
        if not owed or _has(vue.portefeuille.pieces, piece.debiteur, SIGNIFICATION, piece):
            continue
        due = terme(Delai.SIGNIFICATION, piece.date)
        late = vue.jour > due.dernier_jour
        verb = "devait être signifiée" if late else "est à signifier"
        name = vue.portefeuille.debiteurs[piece.debiteur].nom
        yield Alerte(
            Nature.SIGNIFICATION,
            due.dernier_jour,
            piece.debiteur,
            name,
            piece.facture,
            f"L'ordonnance du {format_short(piece.date)} contre {name} {verb} au plus tard le "
            f"{format_short(due.dernier_jour)} ({due.regle.mois} mois).",
            "Voyez un avocat ou un commissaire de justice : elle est peut-être non avenue."
            if late
            else "Remettez-la à un commissaire de justice, puis listez la signification dans la feuille Pièces.",
            owed,
            Perte.CREANCE,
            f"ordonnance non avenue, procédure à recommencer{_source(due.regle.texte)}",
        )


def taux(contexte: Contexte) -> Iterator[Alerte]:
    """Yield the semester's rates that nobody confirmed, and the next one's as its first day comes near."""
    day = contexte.vue.jour
    table = {one.semestre: one for one in TableDesTaux(contexte.vue.portefeuille.taux)}
    today = Semestre.of(day)
    following = today.suivant
    asked = [today] if day < following.premier_jour - AVANT_SEMESTRE else [today, following]
    for semestre in asked:
        known = table.get(semestre)
        if known is not None and known.verifie:
            continue
        said = "ne sont pas connus" if known is None else "n'ont pas été lus sur un texte officiel"
        yield Alerte(
            Nature.TAUX,
            semestre.premier_jour,
            "",
            "",
            "",
            f"Les taux du {semestre.libelle} {said}.",
            "Lisez-les au Journal officiel et à la Banque de France, remplissez la feuille Taux et mettez « oui » à "
            "Vérifié.",
            None,
            Perte.JUSTESSE,
            "intérêts refusés par le décompte" if known is None else "intérêts peut-être faux",
        )


def _source(texte: Texte) -> str:
    return f" ({texte.citation}{'' if texte.verifie else ', à vérifier'})"


def _has(pieces: Sequence[PieceDeclaree], code: str, word: str, after: PieceDeclaree | None = None) -> bool:
    """Say whether the debtor has a piece whose kind begins with `word`, none older than `after`, of its facture."""
    for one in pieces:
        if one.debiteur != code or not fold(one.nature).startswith(word):
            continue
        if after is None:
            return True
        older = one.date is not None and after.date is not None and one.date < after.date
        if not older and one.facture in {"", after.facture}:
            return True
    return False


def _owed(contexte: Contexte, piece: PieceDeclaree) -> Decimal:
    etats = contexte.vue.situations[piece.debiteur].etats
    return sum((one.reste_du for one in etats if piece.facture in {"", one.echeance.facture}), ZERO)
