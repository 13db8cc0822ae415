"""What the worker does with a file: tell what it is, and make of it clean PDFs and documents for an engine to print."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from relancier.base.filenames import free_path, safe_stem
from relancier.base.files import DISK_FAULTS
from relancier.documents.pdf.source import BrokenDocument
from relancier.documents.pdf.source import read as read_docx
from relancier.dossier.intake import images
from relancier.dossier.intake.epurer import epure
from relancier.dossier.intake.lecture_texte import decode
from relancier.dossier.intake.messages import Courriel, Jointe, lis_eml, lis_msg
from relancier.dossier.intake.ouverture import too_many, without_path
from relancier.dossier.intake.pages_texte import Feuille
from relancier.dossier.intake.rapport import Examen, Limites, Morceau, Rejet, Vue, defaut, remarque
from relancier.dossier.intake.sortes import Sorte, reconnais
from relancier.dossier.pieces import Constat

_DEPTH = 4  # messages inside messages


@dataclass(slots=True)
class _Table:
    """Where one exhibit is worked at: its folder, its limits, and what has been found so far."""

    dossier: Path
    limites: Limites
    password: str | None = None
    morceaux: list[Morceau] = field(default_factory=list)
    changements: list[str] = field(default_factory=list)
    constats: list[Constat] = field(default_factory=list)
    jointes: list[Path] = field(default_factory=list)

    def place(self, suffix: str) -> Path:
        """Return a new place in the folder; engines need names that differ between exhibits too."""
        return self.dossier / f"{self.dossier.name}-{len(self.morceaux):04}{suffix}"

    def examen(self) -> Examen:
        return Examen(tuple(self.morceaux), tuple(self.changements), tuple(self.constats), tuple(self.jointes))


def examine(question: Mapping[str, Any]) -> Examen:
    """Open one exhibit: `fichier`, which the user calls `nom`, worked at in `dossier`, with `limites`.

    Raises:
      Rejet: it cannot become pages.
      OSError: the disk.
    """
    table = _Table(question["dossier"], question["limites"], question.get("password"))
    _take(table, question["fichier"], question["nom"], 0)
    return table.examen()


def relie(question: Mapping[str, Any]) -> Examen:
    """Bind the clean PDFs `parties` into one, in `dossier`; the pages look as they did.

    Raises:
      Rejet: there are too many pages.
    """
    made = question["dossier"] / "relie.pdf"
    with pikepdf.new() as whole:
        for part in question["parties"]:
            with pikepdf.open(part) as one:
                whole.add_pages_from(one)
        count = len(whole.pages)
        if count > question["limites"].pages:
            raise too_many(question["nom"], count, question["limites"])
        whole.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Examen((Morceau(made, "pdf", question["nom"], (Vue("", vide=False, texte=True),) * count),))


def avise(question: Mapping[str, Any]) -> Examen:
    """Write the page that stands for a file that could not become pages: `nom`, `message`, `remede`."""
    table = _Table(question["dossier"], question["limites"])
    made = question["dossier"] / f"{question['place']}.docx"
    _notice(made, question["nom"], question["message"])
    return Examen((Morceau(made, "texte", question["nom"]),), jointes=tuple(table.jointes))


TASKS: Mapping[str, Callable[[Mapping[str, Any]], Examen]] = {"examiner": examine, "relier": relie, "aviser": avise}


def _take(table: _Table, fichier: Path, nom: str, depth: int) -> None:
    """Add what a file gives.

    Raises:
      Rejet: it cannot become pages; also when a library stumbles over it, so that an attachment costs only itself.
      OSError: the disk.
      MemoryError: there is no more.
    """
    try:
        _take_as(reconnais(fichier, nom), table, fichier, nom, depth)
    except (Rejet, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in DISK_FAULTS:
            raise
        raise Rejet(
            "piece-abimee",
            f"« {nom} » est abîmé ({type(error).__name__} : {without_path(error)}).",
            "Demandez un nouvel exemplaire, ou ouvrez-le et imprimez-le en PDF.",
        ) from error


def _take_as(sorte: Sorte, table: _Table, fichier: Path, nom: str, depth: int) -> None:
    if sorte is Sorte.PDF:
        _take_pdf(table, fichier, nom)
    elif sorte in {Sorte.IMAGE, Sorte.HEIC}:
        drawn = table.place("-image.pdf")
        images.en_pdf(fichier, nom, drawn, sorte is Sorte.HEIC, table.limites, table.changements)
        _take_pdf(table, drawn, nom)
    elif sorte is Sorte.TEXTE:
        _take_text(table, fichier, nom)
    elif sorte in {Sorte.COURRIEL, Sorte.MSG}:
        read = lis_eml if sorte is Sorte.COURRIEL else lis_msg
        _take_message(table, read(fichier, nom, table.limites), nom, depth)
    elif sorte is Sorte.DOCX:
        _take_docx(table, fichier, nom)
    else:
        table.morceaux.append(Morceau(fichier, "bureau", nom))


def _take_pdf(table: _Table, fichier: Path, nom: str) -> None:
    made = table.place(".pdf")
    report = epure(fichier, nom, made, table.password, table.limites)
    table.changements += report.changements
    table.constats += report.constats
    table.jointes += report.jointes
    table.morceaux.append(Morceau(made, "pdf", nom, report.pages))


def _take_docx(table: _Table, fichier: Path, nom: str) -> None:
    try:
        read_docx(fichier)
    except BrokenDocument as error:
        raise Rejet("piece-abimee", str(error).replace(fichier.name, nom), error.remede) from error
    made = table.place(".docx")
    made.write_bytes(fichier.read_bytes())
    table.changements.append("Document Word imprimé en PDF.")
    if _is_revised(fichier):
        table.constats.append(
            remarque(
                "piece-revisions",
                f"« {nom} » contient des modifications suivies ; ce qui s'imprime dépend du programme.",
                "Acceptez-les ou refusez-les dans Word et enregistrez-le en PDF.",
            )
        )
    table.morceaux.append(Morceau(made, "docx", nom))


def _is_revised(docx: Path) -> bool:
    with zipfile.ZipFile(docx) as archive:
        if "word/document.xml" not in archive.namelist():
            return False
        body = archive.read("word/document.xml")
    return b"<w:ins " in body or b"<w:del " in body


def _take_text(table: _Table, fichier: Path, nom: str) -> None:
    text = decode(fichier.read_bytes())
    if not text.strip():
        raise Rejet("piece-vide", f"« {nom} » est vide.", "Reprenez le fichier à sa source.")
    if len(text) > table.limites.caracteres:
        raise Rejet(
            "piece-trop-longue",
            f"« {nom} » est démesuré : {len(text)} caractères.",
            "Gardez-en la partie utile, ou imprimez-la en PDF.",
        )
    sheet = Feuille(nom)
    sheet.texte(text)
    table.changements.append("Texte mis en pages.")
    _add_sheet(table, sheet, nom)


def _add_sheet(table: _Table, sheet: Feuille, nom: str) -> None:
    made = table.place("-texte.docx")
    sheet.enregistre(made)
    table.morceaux.append(Morceau(made, "texte", nom))
    if sheet.remplaces:
        codes = ", ".join(f"U+{ord(one):04X}" for one in sorted(sheet.remplaces)[:8])
        table.changements.append(f"Caractères sans dessin dans la police, remplacés par leur code : {codes}.")


def _take_message(table: _Table, message: Courriel, nom: str, depth: int) -> None:
    sheet = Feuille(dict(message.entetes).get("Objet", nom))
    sheet.titre("Message électronique")
    joined = "\n".join(f"{rank}. {one.nom} ({_weight(one)})" for rank, one in enumerate(message.jointes, 1))
    sheet.tableau([*message.entetes, *([("Pièces jointes", joined)] if joined else [])])
    sheet.texte(message.texte or "(message sans texte)")
    table.changements.append("Message mis en pages ; l'original garde ses en-têtes techniques.")
    if message.depuis_html:
        table.changements.append("Texte tiré du corps HTML du message, sans sa présentation ni ses images distantes.")
    for lost in message.perdues:
        table.constats.append(
            defaut(
                "jointe-absente",
                f"La pièce jointe « {lost} » de « {nom} » ne peut pas être extraite du message.",
                "Enregistrez-la depuis la messagerie et donnez-la comme une pièce.",
            )
        )
    _add_sheet(table, sheet, nom)
    for rank, one in enumerate(message.jointes, 1):
        _take_joined(table, one, rank, nom, depth)


def _weight(one: Jointe) -> str:
    size = len(one.data)
    text = f"{size} octets" if size < 1000 else f"{size / 1000:.0f} ko" if size < 1e6 else f"{size / 1e6:.1f} Mo"
    return text.replace(".", ",").replace(" ", "\u00a0")


def _take_joined(table: _Table, one: Jointe, rank: int, message: str, depth: int) -> None:
    """Add an attachment's pages after a line that introduces it; what cannot become pages is handed over as it is."""
    sheet = Feuille(one.nom)
    sheet.ligne(f"Pièce jointe {rank} de « {message} » : {one.nom} ({_weight(one)}).")
    suffix = safe_stem(Path(one.nom).suffix.lstrip("."))[:10] if Path(one.nom).suffix else "bin"
    beside = table.dossier / "jointes"
    beside.mkdir(exist_ok=True)
    saved = free_path(beside / f"{safe_stem(Path(one.nom).stem)[:60]}.{suffix}")
    saved.write_bytes(one.data)
    began = len(table.morceaux)
    trial = _Table(table.dossier, table.limites, table.password, list(table.morceaux))
    _add_sheet(trial, sheet, one.nom)
    try:
        if depth >= _DEPTH:
            raise Rejet("piece-imbriquee", f"« {one.nom} » est un message dans trop de messages.", "Donnez-le à part.")
        _take(trial, saved, one.nom, depth + 1)
    except Rejet as error:
        message_text = error.message
        made = table.place("-avis.docx")
        _notice(made, one.nom, message_text, rank)
        table.morceaux.append(Morceau(made, "texte", one.nom))
        table.jointes.append(saved)
        table.constats.append(defaut("jointe-refusee", f"Pièce jointe non mise en pages. {message_text}", error.remede))
        return
    table.morceaux += [
        Morceau(part.fichier, part.sorte, part.nom, part.pages, jointe=True, original=part.original or saved)
        for part in trial.morceaux[began:]
    ]
    table.changements += [f"{one.nom} : {said}" for said in trial.changements]
    table.constats += trial.constats
    table.jointes += trial.jointes


def _notice(made: Path, nom: str, message: str, rank: int = 0) -> None:
    sheet = Feuille(nom)
    sheet.ligne(f"Pièce jointe {rank} : {nom}." if rank else f"Pièce jointe : {nom}.")
    sheet.ligne(f"{message} Elle n'est pas mise en pages ; elle est remise telle quelle, à côté de la liasse.")
    sheet.enregistre(made)
