"""What a debtor owes in detail, and the files for the judge or for the insolvency administrator."""

from dataclasses import replace
from datetime import date

from relancier.actions import decompte as accounts
from relancier.actions import dossier as files
from relancier.actions.compte_rendu import count
from relancier.actions.dossier import Dossier, Finalite, Options
from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.boutons import langage, saisie
from relancier.boutons.bureau import Bureau, Fin
from relancier.boutons.ecran import Champ, Reponses
from relancier.dossier.pieces import Constat, Gravite
from relancier.dossier.profils import PAR_DEFAUT, PROFILS

TITRES = {
    Finalite.INJONCTION: "Dossier d'injonction de payer",
    Finalite.DECLARATION: "Déclaration de créance",
}


def decompte(bureau: Bureau) -> Fin | None:
    """Draw up what the debtor of the active row owes on a day: Word, PDF and the workbook that recomputes it."""
    host, code = bureau.classeur, bureau.debiteur()
    day = saisie.demander(
        bureau.ecran,
        f"Décompte de {code}",
        [saisie.champ_jour("au", "Arrêté au", bureau.jour, "jour compris")],
        lambda answers: saisie.jour(answers, "au", "Arrêté au"),
    )
    if day is None:
        return None
    drawn = accounts.draw_up(host, code, day, suivi=bureau.ecran.progress())
    notes = langage.liste(drawn.decompte.remarques)
    return Fin(
        "Décompte",
        langage.paragraphes(
            f"{drawn.decompte.debiteur.nom} ({drawn.decompte.debiteur.code}), au {format_short(drawn.decompte.au)} :\n"
            f"{_sums(drawn)}",
            f"Juridiction : {drawn.juridiction.libelle}. {drawn.juridiction.raison}" if drawn.juridiction else "",
            f"À vérifier :\n{notes}" if notes else "",
        ),
        ouvrir=drawn.fichiers["pdf"].parent,
    )


def _sums(drawn: accounts.Etabli) -> str:
    sums = drawn.decompte.totaux
    owed = sums.reclamable
    if sums.solde_en_faveur_du_debiteur:
        return f"solde en sa faveur : {format_euros(sums.solde_en_faveur_du_debiteur)}."
    lines = [
        f"{format_euros(sums.exigible)} exigibles (principal {format_euros(owed.principal)}, intérêts "
        f"{format_euros(owed.interets)}, indemnités {format_euros(owed.indemnites)})."
    ]
    if due := drawn.decompte.declaration:
        lines.append(f"{format_euros(due.montant)} à déclarer, au plus tard le {format_short(due.delai.dernier_jour)}.")
    if sums.a_echoir:
        lines.append(f"{format_euros(sums.a_echoir)} à échoir.")
    return "\n".join(lines)


def dossier_injonction(bureau: Bureau) -> Fin | None:
    """Make the file of the debtor of the active row for an injonction de payer; its flaws are shown first."""
    fields = [
        saisie.champ_jour("jour", "Date du dossier", bureau.jour),
        Champ("profil", "Destination", PAR_DEFAUT, tuple(PROFILS)),
        Champ("renvoi", "Tribunal en cas d'opposition", aide="vide : non demandé"),
    ]
    return _file(bureau, fields, Finalite.INJONCTION)


def declaration_creance(bureau: Bureau) -> Fin | None:
    """Make the declaration of what the insolvent debtor of the active row owed; its flaws are shown first."""
    fields = [
        saisie.champ_jour("jour", "Date de la déclaration", bureau.jour),
        Champ("profil", "Destination", PAR_DEFAUT, tuple(PROFILS)),
        saisie.champ_jour("bodacc", "Parution au BODACC", None, "vide : pas encore connue"),
        Champ("mandataire", "Mandataire judiciaire", aide="nom et adresse"),
    ]
    return _file(bureau, fields, Finalite.DECLARATION)


def _file(bureau: Bureau, fields: list[Champ], nature: Finalite) -> Fin | None:
    host, code = bureau.classeur, bureau.debiteur()

    def read(answers: Reponses) -> Options:
        return Options(
            saisie.jour(answers, "jour", "Date"),
            nature,
            saisie.choix(answers, "profil", "Destination", tuple(PROFILS)),
            renvoi=saisie.texte(answers, "renvoi"),
            bodacc=saisie.jour_ou_rien(answers, "bodacc", "Parution au BODACC"),
            mandataire=saisie.texte(answers, "mandataire"),
        )

    options = saisie.demander(bureau.ecran, f"{TITRES[nature]} : {code}", fields, read)
    if options is None:
        return None
    made = files.build(host, code, options, suivi=bureau.ecran.progress())
    bureau.ecran.fini()
    if made.folder is None:
        if nature is Finalite.INJONCTION and any(one.code in files.SANS_APPEL for one in made.constats):
            return Fin(TITRES[nature], langage.paragraphes("Ce dossier ne peut pas être fait.", _flaws(made)), code=1)
        question = langage.paragraphes(
            f"{count(len(made.arretants), 'défaut arrête', 'défauts arrêtent')} le dossier de {code} :",
            _flaws(made),
            "Le faire quand même ? Les défauts seront listés dans controle.pdf.",
        )
        if not bureau.ecran.confirmer(TITRES[nature], question):
            return None
        made = files.build(host, code, replace(options, forcer=True), suivi=bureau.ecran.progress())
    if made.folder is None:
        return Fin(TITRES[nature], langage.paragraphes("Ce dossier ne peut pas être fait.", _flaws(made)), code=1)
    return _made(made, nature, options.jour)


def _flaws(made: Dossier) -> str:
    return langage.liste(map(_flaw, made.arretants), 10)


def _flaw(one: Constat) -> str:
    where = f"pièce n° {one.piece} : " if one.piece else ""
    return f"{where}{one.message} {one.remede}".strip()


def _made(made: Dossier, nature: Finalite, day: date) -> Fin:
    assert made.affaire is not None
    assert made.folder is not None
    sums = made.affaire.decompte.totaux
    pages = sum(one.prete.pages for one in made.preparation.pieces)
    claimed = f"{'Réclamé' if sums.exigible else 'À déclarer'} : {format_euros(sums.exigible or sums.a_declarer)}"
    remarks = [one for one in made.constats if one.gravite is Gravite.REMARQUE]
    left = langage.liste(made.preparation.ecartes, 5)
    flaws, before = _flaws(made), langage.liste((*made.remarques, *map(_flaw, remarks)), 6)
    return Fin(
        TITRES[nature],
        langage.paragraphes(
            f"{made.affaire.debiteur.nom} ({made.affaire.debiteur.code}), au {format_short(day)}. {claimed}.\n"
            f"{count(len(made.preparation.pieces), 'pièce')}, {count(pages, 'page')}, vérifiées une à une : conforme.",
            f"Défauts passés outre :\n{flaws}" if flaws else "",
            f"Laissées de côté :\n{left}" if left else "",
            f"Avant de le déposer :\n{before}" if before else "",
            f"Dossier : {made.folder.name} (et son archive .zip)",
        ),
        ouvrir=made.folder,
        code=1 if flaws else 0,
    )
