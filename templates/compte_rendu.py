"""The report of a passage: what went out, what did not and why, what to look at. A4 landscape."""

from collections.abc import Sequence

from blocs import commande_rang, ecarter, entete_tableau, page_sur
from docx.document import Document as Doc
from docx.shared import Mm, Pt
from mise_en_page import commande, ecrire, encadrer, filets, grille, nouveau, remplir, tabulation
from styles import ACCENT, ENCRE, FILET

# heading, template of a line, width (mm), is an amount
LETTRES_ECRITES = (
    ("Code", "{{ x.debiteur }}", 20, False),
    ("Client", "{{ x.nom }}", 62, False),
    ("Niveau", "{{ x.niveau }}", 32, False),
    ("Canal", "{{ x.canal }}", 20, False),
    ("Échéances", "{{ x.lignes }}", 20, True),
    ("Reste dû", "{{ x.reste_du }}", 27, True),
    ("Fichier", "{{ x.fichier }}", 76, False),
)
NON_ENVOYEES = (
    ("Code", "{{ x.debiteur }}", 20, False),
    ("Client", "{{ x.nom }}", 54, False),
    ("Facture", "{{ x.facture }}", 27, False),
    ("Échéance", "{{ x.echeance }}", 20, False),
    ("Reste dû", "{{ x.reste_du }}", 25, True),
    ("Décision", "{{ x.decision }}", 27, False),
    ("Pourquoi", "{{ x.pourquoi }}", 84, False),
)
ANOMALIES = (
    ("Où", "{{ x.ou }}", 66, False),
    ("Trouvé", "{{ x.trouve }}", 32, False),
    ("Ce qui ne va pas", "{{ x.message }}", 80, False),
    ("Que faire", "{{ x.remede }}", 79, False),
)
SOLDES = (
    ("Code", "{{ x.debiteur }}", 22, False),
    ("Client", "{{ x.nom }}", 72, False),
    ("En sa faveur", "{{ x.montant }}", 27, True),
    ("D'où il vient", "{{ x.detail }}", 136, False),
)


def compte_rendu() -> Doc:
    """Return the report's template."""
    doc = nouveau("Compte rendu", "Compte rendu d'un passage de relances", paysage=True)
    _pied(doc)
    commande(doc, "{%p if simulation %}")
    p = ecrire(doc, "SIMULATION – rien n'a été envoyé ni inscrit dans le classeur", "Projet")
    encadrer(p, ("top", "left", "bottom", "right"), ENCRE, 12)
    p.paragraph_format.space_after = Pt(8)
    commande(doc, "{%p endif %}")
    ecrire(doc, "Compte rendu du passage", "Titre")
    p = ecrire(doc, "{{ creancier_nom }} · créances arrêtées au {{ date }} · passage {{ passage }}", "Sous-titre")
    encadrer(p, ("bottom",), ACCENT, 8, 4)
    _liste(doc, "resume", "En bref")
    _liste(doc, "a_faire", "À faire")
    _section(doc, "lettres", "Lettres{% if simulation %} prêtes à partir{% endif %}", LETTRES_ECRITES, total=True)
    _section(doc, "non_envoyees", "Échéances laissées de côté, et pourquoi", NON_ENVOYEES)
    _section(doc, "anomalies", "À corriger ou à vérifier", ANOMALIES)
    _section(doc, "soldes_crediteurs", "Soldes en faveur du client", SOLDES)
    return doc


def _liste(doc: Doc, nom: str, titre: str) -> None:
    commande(doc, f"{{%p if {nom} %}}")
    ecrire(doc, titre, "Heading 1")
    commande(doc, f"{{%p for x in {nom} %}}")
    p = ecrire(doc, "–\t{{ x }}", "Puce")
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(5), Mm(-5)
    tabulation(p, Mm(5))
    commande(doc, "{%p endfor %}")
    commande(doc, "{%p endif %}")


def _section(
    doc: Doc, nom: str, titre: str, colonnes: Sequence[tuple[str, str, float, bool]], *, total: bool = False
) -> None:
    commande(doc, f"{{%p if {nom} %}}")
    ecrire(doc, titre, "Heading 1")
    table = grille(doc, [c[2] for c in colonnes], 5 if total else 4, 0.8)
    titres, debut, ligne, fin = table.rows[:4]
    entete_tableau(titres, [(c[0], c[3]) for c in colonnes])
    commande_rang(table, debut, f"{{%tr for x in {nom} %}}")
    for cellule, colonne in zip(ligne.cells, colonnes, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[3] else "Tableau")
        filets(cellule, ("bottom",), FILET)
    ecarter((titres, ligne), [c[3] for c in colonnes])
    commande_rang(table, fin, "{%tr endfor %}")
    if total:
        for cellule, colonne in zip(table.rows[4].cells, colonnes, strict=True):
            texte = {"Code": "**Total**", "Reste dû": "**{{ total_lettres }}**"}.get(colonne[0], "")
            ecrire(cellule, texte, "Tableau montant" if colonne[3] else "Tableau")
            filets(cellule, ("top", "bottom"), ACCENT, 8)
    commande(doc, "{%p endif %}")


def _pied(doc: Doc) -> None:
    p = doc.sections[0].footer.paragraphs[0]
    p.style = "Mentions"
    remplir(p, "{{ creancier_nom }} · passage {{ passage }} · ")
    page_sur(p)
