"""`relancier dossier`: everything for the judge, in one folder and its archive, or nothing and the reasons.

chosen -> prepared -> checked -> numbered -> bound -> told -> verified. All of it is made aside: a file that fails its
own verification is not delivered.
"""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from relancier import __version__
from relancier.actions import decompte
from relancier.actions.decompte import Etabli
from relancier.actions.dossier_affaire import PieceAuDossier, affaire_de
from relancier.actions.dossier_documents import communs, rapport, write
from relancier.actions.dossier_preparation import Preparation, preparer
from relancier.actions.output import aside
from relancier.actions.own_templates import own_templates
from relancier.actions.plans import conventions_of
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.filenames import free_path, safe_stem
from relancier.base.files import digest
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.portefeuille import Portefeuille
from relancier.documents.catalog import Catalog
from relancier.documents.dossier import chronologie, declaration, requete, transmission
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document
from relancier.documents.dossier.controle import EpreuveFaite
from relancier.dossier.liasse import manifeste
from relancier.dossier.liasse.liasse import relier
from relancier.dossier.liasse.modele import Couverture, Liasse
from relancier.dossier.liasse.verifier_liasse import verify_folder
from relancier.dossier.pieces import Constat, Gravite, PiecePrete
from relancier.dossier.profils import PAR_DEFAUT, PROFILS, Profil
from relancier.dossier.temoins import temoigner
from relancier.droit.designation import designer
from relancier.droit.juridiction import Juridiction, Nature

FOLDER = "Dossiers"  # beside the workbook


class Finalite(StrEnum):
    """What a file is for."""

    INJONCTION = "injonction"
    DECLARATION = "declaration"
    TRANSMISSION = "transmission"


TITRES = {
    Finalite.INJONCTION: "Pièces à l'appui de la requête en injonction de payer",
    Finalite.DECLARATION: "Pièces à l'appui de la déclaration de créance",
    Finalite.TRANSMISSION: "Pièces transmises",
}
NOMS = {
    Finalite.INJONCTION: "Injonction de payer",
    Finalite.DECLARATION: "Déclaration de créance",
    Finalite.TRANSMISSION: "Transmission",
}
SANS_APPEL = frozenset({"procedure-collective"})  # not even the user's insistence passes over them
LOURDEURS = frozenset({"piece-trop-lourde", "liasse-trop-lourde", "fichier-trop-lourd", "piece-trop-grosse"})
EPREUVES = (
    "Le tampon de chaque page est lisible à sa place",
    "Numéro imprimé, page du PDF, bordereau, signet et lien disent la même chose",
    "Chaque lien intérieur reste dans sa pièce",
    "Aucun point d'une pièce n'a changé hors du tampon et du numéro",
    "Rien d'actif ne reste",
    "Tailles et empreintes",
)


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is made.

    Attributes:
      jour: the day of the décompte and of the documents.
      profil: a key of `PROFILS`.
      forcer: go on with the flaws, which the report lists; an exhibit that cannot be used is then left out.
      renvoi: the court to go on before, on opposition (CPC 1408), as typed; "" when that is not asked.
      bodacc: the day of publication, for a déclaration; None when it is not known.
      mandataire: to whom a déclaration is sent.
      mots_de_passe: of encrypted exhibits, by file name; never stored.
      modeles: a folder of Word templates.
    """

    jour: date
    nature: Finalite = Finalite.INJONCTION
    profil: str = PAR_DEFAUT
    forcer: bool = False
    renvoi: str = ""
    bodacc: date | None = None
    mandataire: str = ""
    mots_de_passe: Mapping[str, str] = field(default_factory=dict)
    modeles: Path | None = None
    pdf: PdfChoice = "auto"


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was made, or what stopped it.

    Attributes:
      affaire: the case as its documents tell it; None when a flaw stopped the file.
      constats: all that was found, the gravest first.
      folder, archive, liasse: where it is; None when a flaw stopped it, and nothing was written.
      remarques: French sentences: what to know before it is filed.
      empreinte: the SHA-256 of its manifest: noted elsewhere, it proves the whole folder later.
    """

    affaire: Affaire | None
    preparation: Preparation
    constats: tuple[Constat, ...]
    profil: Profil
    folder: Path | None = None
    archive: Path | None = None
    liasse: Liasse | None = None
    remarques: tuple[str, ...] = ()
    empreinte: str = ""

    @property
    def arretants(self) -> tuple[Constat, ...]:
        """The flaws that stop the file unless the user insists."""
        return tuple(one for one in self.constats if one.gravite is not Gravite.REMARQUE)


def build(
    host: Host, code: str, options: Options, sortie: Path | None = None, suivi: Progress | None = None
) -> Dossier:
    """Make the file of the debtor `code`, in a new folder of `sortie` (else "Dossiers" beside the workbook).

    Raises:
      InvalidInput: the workbook, the debtor, the profile, a number or a template cannot be used; nothing is owed.
      Refus: a doubtful row, no request against this debtor, a bundle that fails its verification, a closed folder.
    """
    suivi = suivi or Silent()
    profil = _profile(options.profil)
    options = _understood(options)
    suivi.stage("Lecture du classeur", 0)
    portefeuille = host.read()
    known = next((one for one in portefeuille.debiteurs if fold(one) == fold(code)), code)
    sortie = sortie or host.path.parent / FOLDER
    catalog = Catalog(own_templates(host.path, portefeuille.creancier, options.modeles))
    with aside(sortie) as folder:
        drawn = decompte.draw_up(host, known, options.jour, folder / "décompte", options.pdf)
        if options.bodacc is not None and drawn.decompte.declaration is not None:
            declaration.refuse_early(options.bodacc, drawn.decompte.declaration.ouverture)
        prepared = preparer(
            portefeuille,
            drawn,
            _claimed(drawn, options.nature),
            host.path,
            folder / "pièces",
            options.mots_de_passe,
            suivi,
            en_justice=options.nature is Finalite.INJONCTION,
        )
        stopped = Dossier(None, prepared, _sorted(prepared.constats), profil)
        if _stops(stopped, options):
            return stopped
        name = safe_stem(f"{options.jour:%Y-%m-%d} {known} {NOMS[options.nature]}")
        made = _make(portefeuille, drawn, prepared, options, profil, catalog, folder / name, suivi)
        if _stops(made, options):  # found while binding: an exhibit too heavy for the profile
            return replace(stopped, constats=made.constats)
        suivi.stage("Contrôle du dossier", 0)
        _verify(folder / name, prepared, known_heavy=made.arretants)
        archive = _zipped(folder / name, folder / f"{name}.zip")
        empreinte = digest(folder / name / manifeste.NOM)
        placed, stored = _placed(folder / name, archive, sortie)
    return replace(made, folder=placed, archive=stored, liasse=_moved(made.liasse, placed), empreinte=empreinte)


def _profile(name: str) -> Profil:
    found = next((one for key, one in PROFILS.items() if fold(key) == fold(name)), None)
    if found is None:
        raise InvalidInput("profil-inconnu", f"Le profil « {name} » n'existe pas.", f"Choisissez {', '.join(PROFILS)}.")
    return found


def _understood(options: Options) -> Options:
    """Return the options as documents say them; refuse those that this kind of file would pass over in silence."""
    for name, given, kind in (
        ("--renvoi", options.renvoi, Finalite.INJONCTION),
        ("--bodacc", options.bodacc, Finalite.DECLARATION),
        ("--mandataire", options.mandataire, Finalite.DECLARATION),
    ):
        if given and options.nature is not kind:
            raise InvalidInput(
                "option-sans-objet",
                f"{name} ne sert que pour --nature {kind}.",
                f"Retirez {name}, ou changez de nature.",
            )
    return replace(options, renvoi=designer(options.renvoi)) if options.renvoi else options


def _claimed(drawn: Etabli, nature: Finalite) -> tuple[str, ...]:
    """Return the factures that the file is about."""
    counted = drawn.decompte
    if nature is Finalite.DECLARATION:
        owed = [one for one in counted.dettes if one.total and one.anterieure]
        if not owed:
            raise InvalidInput(
                "rien-a-declarer",
                f"{counted.debiteur.nom} n'a pas de dette à déclarer au {format_short(counted.au)}.",
                "La date d'ouverture de la procédure collective se saisit dans la feuille Débiteurs.",
            )
    else:
        owed = [one for one in counted.dettes if one.total and one.echue]
        if not owed:
            raise InvalidInput(
                "rien-a-reclamer",
                f"{counted.debiteur.nom} ne doit rien d'échu au {format_short(counted.au)}.",
                "Vérifiez le débiteur, la date et les règlements saisis.",
            )
    return tuple(dict.fromkeys(one.echeance.facture for one in owed))


def _stops(found: Dossier, options: Options) -> bool:
    """Say whether the flaws stop the file: some cannot be passed over."""
    if any(one.code in SANS_APPEL for one in found.constats) and options.nature is Finalite.INJONCTION:
        return True
    return bool(found.arretants) and not options.forcer


def _sorted(constats: Sequence[Constat]) -> tuple[Constat, ...]:
    order = list(Gravite)
    return tuple(sorted(dict.fromkeys(constats), key=lambda one: order.index(one.gravite)))


def _make(
    portefeuille: Portefeuille,
    drawn: Etabli,
    prepared: Preparation,
    options: Options,
    profil: Profil,
    catalog: Catalog,
    folder: Path,
    suivi: Progress,
) -> Dossier:
    """Bind the exhibits in `folder`, and write there all that goes with them."""
    ready = [one.prete for one in prepared.pieces]
    liasse = relier(ready, _cover(portefeuille, drawn, options), profil, folder, options.jour, suivi)
    where = {one.numero: one for one in liasse.places}
    several = len(liasse.volumes) > 1
    placed = tuple(
        replace(
            one,
            premiere_page=where[one.prete.piece.numero].premiere_page or None,
            volume=where[one.prete.piece.numero].volume if several else 0,
        )
        for one in prepared.pieces
    )
    case = _case(portefeuille, drawn, options, placed, prepared)
    suivi.stage("Rédaction des documents", 0)
    write([_head(case, options), *communs(case)], catalog, folder, options.pdf)
    for kind, path in drawn.fichiers.items():
        path.rename(folder / f"decompte.{kind}")
    constats = _sorted((*prepared.constats, *liasse.constats))
    found = Dossier(case, prepared, constats, profil, folder, None, liasse, tuple(_said(case, options)))
    _report(found, case, liasse, ready, options, catalog)
    carried = {*liasse.constats, *(one for prete in ready for one in prete.constats)}
    own = [one for one in constats if one not in carried]
    manifeste.write(folder, liasse, ready, profil, options.jour, __version__, own)
    return found


def _cover(portefeuille: Portefeuille, drawn: Etabli, options: Options) -> Couverture:
    one, debtor, court = portefeuille.creancier, drawn.decompte.debiteur, drawn.juridiction
    claims = options.nature is Finalite.INJONCTION
    heard = court.libelle if court is not None and claims else ""
    return Couverture(
        titre=TITRES[options.nature],
        juridiction=heard[:1].upper() + heard[1:],
        parties=(f"{'Demandeur' if claims else 'Créancier'} : {one.nom}", f"Débiteur : {debtor.nom}"),
        jour=options.jour,
        mentions=(f"Dossier {debtor.code}",),
    )


def _case(
    portefeuille: Portefeuille,
    drawn: Etabli,
    options: Options,
    pieces: Sequence[PieceAuDossier],
    prepared: Preparation,
) -> Affaire:
    # what is declared and not claimed names no court, and its documents print none
    heard = drawn.juridiction or Juridiction(Nature.TJ, "", "", False, (), "")
    conventions = conventions_of(portefeuille, drawn.decompte.debiteur.code)
    return affaire_de(
        portefeuille,
        drawn,
        conventions,
        heard,
        pieces,
        options.jour,
        prepared.factures,
        prepared.resolve,
        options.renvoi,
    )


def _head(case: Affaire, options: Options) -> Document:
    """Return the document for which the file is made."""
    if options.nature is Finalite.DECLARATION:
        return declaration.declaration(case, bodacc=options.bodacc, mandataire=options.mandataire)
    if options.nature is Finalite.TRANSMISSION:
        return transmission.note_transmission(case)
    return requete.requete(case)


def _said(case: Affaire, options: Options) -> Sequence[str]:
    bare = chronologie.remarques(case)
    if options.nature is Finalite.DECLARATION:
        return *declaration.remarques(case, bodacc=options.bodacc, mandataire=options.mandataire), *bare
    return (*requete.remarques(case), *bare) if options.nature is Finalite.INJONCTION else bare


def _report(
    found: Dossier, case: Affaire, liasse: Liasse, ready: Sequence[PiecePrete], options: Options, catalog: Catalog
) -> None:
    """Write controle.pdf. The proofs that it lists come last: were one to fail, nothing would be delivered."""
    folder, profil = found.folder or Path(), found.profil
    pages = sum(one.pages for one in ready)
    document = rapport(
        case,
        f"{profil.libelle} ({profil.source})" if profil.source else profil.libelle,
        found.constats,
        [EpreuveFaite(label, True, f"{pages} pages de pièces") for label in EPREUVES],
        ready,
        liasse.changements,
        sorted(one for one in folder.rglob("*") if one.is_file()),
        folder,
    )
    [made] = write([document], catalog, folder, options.pdf)
    made.docx.unlink()  # a report is read, not edited


def _verify(folder: Path, prepared: Preparation, known_heavy: Sequence[Constat]) -> None:
    """Prove the folder from its files alone; what fails is not delivered, but a weight that was told and accepted.

    Raises:
      Refus: "dossier-non-conforme".
    """
    clean = {one.prete.piece.numero: one.prete.pdf for one in prepared.pieces}
    told = {one.code for one in known_heavy} & LOURDEURS
    said = (*verify_folder(folder, clean), *temoigner(folder))
    found = [one for one in said if one.gravite is not Gravite.REMARQUE]
    wrong = [one for one in found if not (told and one.code == "fichier-trop-lourd")]
    if wrong:
        more = f" (et {len(wrong) - 1} autre(s))" if len(wrong) > 1 else ""
        raise Refus(
            "dossier-non-conforme",
            f"Le dossier n'a pas passé son propre contrôle : {wrong[0].message}{more}",
            "Rien n'est livré. Retirez la pièce en cause, ou transmettez-nous son fichier.",
        )


def _zipped(folder: Path, target: Path) -> Path:
    """Archive `folder`; two runs on the same files write the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".pdf" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return target


def _placed(folder: Path, archive: Path, sortie: Path) -> tuple[Path, Path]:
    """Move both into `sortie`, or neither."""
    placed = free_path(sortie / folder.name)
    folder.rename(placed)
    try:
        stored = free_path(sortie / f"{placed.name}.zip")
        archive.rename(stored)
    except BaseException:
        placed.rename(folder)
        raise
    return placed, stored


def _moved(liasse: Liasse | None, folder: Path) -> Liasse | None:
    if liasse is None:
        return None
    return replace(
        liasse,
        volumes=tuple(replace(one, path=folder / one.path.name) for one in liasse.volumes),
        places=tuple(
            replace(one, fichier=folder / one.fichier.parent.name / one.fichier.name) for one in liasse.places
        ),
    )
