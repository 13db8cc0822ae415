"""A letter's and a report's context with visible figures, and the shipped templates rendered with them."""

import dataclasses
import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from relancier.documents.context import (
    Destinataire,
    Expediteur,
    Lettre,
    Ligne,
    Mouvement,
    Paiement,
    Penalites,
    PromesseRompue,
)
from relancier.documents.report_context import AnomalieLue, CompteRendu, LettreEcrite, NonEnvoyee, SoldeCrediteur

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LETTRES = {
    "rappel-avant-echeance": "Rappel avant échéance",
    "relance-1": "Relance 1",
    "relance-2": "Relance 2",
    "derniere-relance": "Dernière relance",
    "mise-en-demeure-professionnel": "Mise en demeure",
    "mise-en-demeure-consommateur": "Mise en demeure",
    "mise-en-demeure-public": "Mise en demeure",
    "releve-de-compte": "Relevé de compte",
}
MISES_EN_DEMEURE = [nom for nom in LETTRES if nom.startswith("mise-en-demeure")]
RELANCES = [nom for nom in LETTRES if nom.endswith(("relance-1", "relance-2", "derniere-relance"))]
PROTOCOLES = ["protocole-professionnel", "protocole-consommateur"]
PLAN = [
    *PROTOCOLES,
    *("confirmation-echeancier", "promesse-de-paiement", "rappel-mensualite"),
    *("mise-en-demeure-mensualite", "decheance", "quittance"),
]
REQUETES = ["requete-injonction-tc", "requete-injonction-tj", "requete-injonction-jcp"]
DOSSIER = [
    *REQUETES,
    *("bordereau-pieces", "chronologie", "releve-dossier", "declaration-creance", "note-transmission", "controle"),
]
TOUS = [*LETTRES, *PLAN, *DOSSIER, "compte-rendu", "decompte", "fiche-appel", "fiche-client", "tableau-de-bord"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def contexte(
    type_: str = "professionnel",
    *,
    nombre: int = 2,
    delai: str = "huit jours",
    limite: str = "8 décembre 2026",
    au_taux: str = "au taux convenu de 15,00 % l’an",
    indemnite: bool = True,
    **autres: object,
) -> Lettre:
    ligne = Ligne("FA-101", "01/09/2026", "30/09/2026", "1 234,56 €", "–", "–", "1 234,56 €", "61", "2e", "Agencement")
    borne = type_ != "consommateur" and indemnite
    penalites = Penalites(
        au_taux if type_ != "consommateur" else "",
        "40,00 €" if borne else "",
        "2" if borne else "",
        "80,00 €" if borne else "",
        "2 549,12 €" if borne else "",
        "deux mille cinq cent quarante-neuf euros et douze centimes" if borne else "",
    )
    lettre = Lettre(
        creancier=Expediteur(
            "ATELIER DU RHÔNE",
            ("12 rue de la République", "69002 LYON"),
            ("04 72 00 00 00",),
            "Atelier du Rhône, SARL au capital de 50 000 €, RCS Lyon 404 833 048",
            "Claire Fontaine",
            "Gérante",
            "04 72 00 00 00",
            "compta@atelier.example",
        ),
        debiteur=Destinataire("CL042", "Dupont & Fils", ("DUPONT & FILS", "69007 LYON"), "Madame, Monsieur", type_),
        envoi="",
        projet="",
        lieu="Lyon",
        date="30 novembre 2026",
        reference="CL042 / P1",
        niveau="4",
        ton="",
        lignes=(ligne,) * nombre,
        pluriel=nombre > 1,
        a_venir=False,
        total_ttc="2 469,12 €",
        total_avoirs="–",
        total_regle="–",
        total_du="2 469,12 €",
        total_en_lettres="deux mille quatre cent soixante-neuf euros et douze centimes",
        contestations=(),
        total_conteste="",
        avec_avoirs=False,
        avec_reglements=False,
        delai_accorde=delai,
        date_limite=limite,
        relances_precedentes=("relance du 15 octobre 2026", "relance du 30 octobre 2026"),
        imputations=(),
        promesse=PromesseRompue("", "", ""),
        mouvements=(Mouvement("01/09/2026", "Facture FA-101", "30/09/2026", "1 234,56 €", "", "1 234,56 €"),),
        solde="1 234,56 €",
        mouvements_arretes_au="30 novembre 2026",
        paiement=Paiement("FR76 3000 4000 0312", "BNPAFRPP", "Atelier", "CL042", True),
        penalites=penalites,
    )
    return dataclasses.replace(lettre, **autres)  # type: ignore[arg-type]


def compte_rendu(**autres: object) -> CompteRendu:
    rapport = CompteRendu(
        "Atelier du Rhône",
        "30 novembre 2026",
        "P1",
        False,
        ("Une lettre écrite.",),
        ("Une ligne à revoir.",),
        (LettreEcrite("CL042", "Dupont & Fils", "2e relance", "courrier", "2", "2 469,12 €", "CL042.pdf"),),
        "2 469,12 €",
        (NonEnvoyee("CL043", "Perrin", "FA-9", "30/09/2026", "12,00 €", "suspendue", "Litige ouvert."),),
        (AnomalieLue("ligne 12", "12O", "Ce n'est pas un nombre.", "Tapez 120."),),
        (SoldeCrediteur("CL044", "Morel", "5,00 €", "Avoir AV-1."),),
    )
    return dataclasses.replace(rapport, **autres)  # type: ignore[arg-type]


def rendre(nom: str, objet: Lettre | CompteRendu) -> zipfile.ZipFile:
    """Render as the program does: sandboxed, strict, escaped."""
    modele = DocxTemplate(TEMPLATES / f"{nom}.docx")
    champs = {f.name: getattr(objet, f.name) for f in dataclasses.fields(objet)}
    modele.render(champs, jinja_env=SandboxedEnvironment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    sortie = BytesIO()
    modele.save(sortie)
    return zipfile.ZipFile(sortie)


def lire(paquet: zipfile.ZipFile, partie: str = "word/document.xml") -> str:
    """The part's text, a line a paragraph, with plain spaces."""
    xml = re.sub(r"</w:p>", "\n", paquet.read(partie).decode())
    texte = re.sub(r"<[^>]+>", "", xml).replace("&amp;", "&").replace("&#39;", "'")
    return re.sub("[\u00a0\u202f]", " ", texte)


@cache
def source(nom: str) -> str:
    """All that the template says, in every part, as XML."""
    with zipfile.ZipFile(TEMPLATES / f"{nom}.docx") as paquet:
        return "".join(paquet.read(p).decode() for p in parties(paquet))


def parties(paquet: zipfile.ZipFile) -> list[str]:
    return sorted(p for p in paquet.namelist() if re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", p))
