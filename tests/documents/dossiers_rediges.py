"""Cases with visible figures, and their documents made with the shipped templates."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

from decomptes_rendus import CREANCIER, PRO, Cas, cas, facture, paid
from lettres_rendues import W
from lxml import etree
from relancier.base.opc import Package
from relancier.creances.portefeuille import Adresse, Debiteur, TypeDebiteur
from relancier.documents.catalog import Catalog
from relancier.documents.dossier.affaire import Affaire, Demarche, NatureDemarche, PieceListee
from relancier.documents.dossier.compose import Document, compose, modele
from relancier.documents.redige import Redige
from relancier.droit.juridiction import Juridiction, Objet, Partie, juridiction

D = Decimal
SIX_MILLE = D("6000.00")
JOUR = date(2026, 11, 22)
CONSO = Debiteur(
    "CL1",
    "Hélène Martin",
    TypeDebiteur.CONSOMMATEUR,
    civilite="Madame",
    adresse=Adresse("8 rue Bel-Air", "", "69006", "Lyon"),
)
PARIS = replace(PRO, adresse=Adresse("3 rue de la Paix", "", "75002", "Paris"))
F1 = facture("F2026-014", "2026-01-12", "2026-02-11", "1200.00")
F2 = facture("F2026-031", "2026-03-02", "2026-04-01", "4850.50")
OLD = facture("F2025-200", "2025-11-03", "2025-12-03", "900.00")  # paid
MOVES = (paid("2025-12-01", "900.00", "F2025-200", "VIR 880"), paid("2026-05-04", "500.00", "F2026-031", "VIR 901"))
PIECES = (
    PieceListee("1", "contrat", "Contrat-cadre de prestations", 6, date(2025, 10, 1), "CC-2025-7", 4),
    PieceListee("2", "commande", "Bon de commande", 1, date(2026, 1, 5), "BC-118", 10, factures=("F2026-014",)),
    PieceListee("3", "livraison", "Bon de livraison", 1, date(2026, 1, 9), "BL-77", 11, factures=("F2026-014",)),
    PieceListee("3 bis", "livraison", "Photographie du bon signé", 1, None, "", 12, factures=("F2026-014",)),
    PieceListee("4", "facture", "Facture F2026-014", 1, date(2026, 1, 12), "F2026-014", 13, factures=("F2026-014",)),
    PieceListee("5", "facture", "Facture F2026-031", 2, date(2026, 3, 2), "F2026-031", 14, factures=("F2026-031",)),
    PieceListee("6", "correspondance", "E-mail du client", 1, date(2026, 4, 20), "", 16),
    PieceListee("7", "relance", "Relance 1", 1, date(2026, 5, 11), "P2026-05-11", 17),
    PieceListee("8", "mise en demeure", "Mise en demeure", 1, date(2026, 6, 15), "", 18),
    PieceListee("9", "preuve de dépôt", "Preuve de dépôt", 1, date(2026, 6, 15), "1A 208 317 4482 1", 19),
    PieceListee("10", "avis de réception", "Avis de réception", 2, date(2026, 6, 17), "1A 208 317 4482 1", 20),
    PieceListee("11", "décompte", "Décompte des sommes dues", 4, JOUR, "", 22),
)
DEMARCHES = (
    Demarche(date(2026, 5, 11), NatureDemarche.RELANCE, "e-mail", ("7",)),
    Demarche(
        date(2026, 6, 15),
        NatureDemarche.MISE_EN_DEMEURE,
        "lettre recommandée avec avis de réception",
        ("8", "9", "10"),
        depose=date(2026, 6, 15),
        recu=date(2026, 6, 17),
        numero="1A 208 317 4482 1",
    ),
)


def tribunal(debiteur: Debiteur, montant: Decimal = SIX_MILLE, **autres: object) -> Juridiction:
    """The court that the law gives for `debiteur`."""
    place = debiteur.adresse
    kind = Partie(str(debiteur.type))
    forms = {"forme": debiteur.forme_juridique, "ville": place.ville}
    return juridiction(kind, place.code_postal, montant, JOUR, **{**forms, **autres})  # type: ignore[arg-type]


def affaire(
    debiteur: Debiteur = PARIS,
    records: Sequence[object] = (OLD, F1, F2, *MOVES),
    *,
    au: str = "2026-11-22",
    court: Juridiction | None = None,
    conventions: dict[str, object] | None = None,
    **autres: object,
) -> Affaire:
    """Return a case; a consumer's interest runs from the notice of 17 June 2026."""
    settings = dict(conventions or {})
    if debiteur.type is TypeDebiteur.CONSOMMATEUR:
        settings.setdefault("mises_en_demeure", {"": date(2026, 6, 17)})
    account: Cas = cas(*records, debiteur=debiteur, au=au, **settings)
    given: dict[str, object] = {"pieces": PIECES, "demarches": DEMARCHES, "etabli_le": JOUR, **autres}
    return Affaire(
        creancier=given.pop("creancier", CREANCIER),  # type: ignore[arg-type]
        debiteur=debiteur,
        decompte=account.decompte,
        conventions=account.conventions,
        juridiction=court or tribunal(debiteur, account.decompte.totaux.exigible),
        **given,  # type: ignore[arg-type]
    )


def hashed(pieces: Sequence[PieceListee] = PIECES) -> tuple[PieceListee, ...]:
    """The exhibits with a fingerprint each."""
    return tuple(replace(one, empreinte=f"{rank:02x}" * 32) for rank, one in enumerate(pieces, 160))


def nombreuses(count: int) -> tuple[PieceListee, ...]:
    """So many exhibits, the last two in a second volume."""
    return tuple(
        PieceListee(
            str(rank),
            "correspondance",
            f"Courrier du client n° {rank}",
            rank % 5 + 1,
            date(2026, 3, rank % 28 + 1),
            f"C-{rank:03}",
            rank * 3,
            1 if rank < count - 1 else 2,
        )
        for rank in range(1, count + 1)
    )


CONSOMMATION = Objet.CREDIT_CONSOMMATION


@cache
def _catalog() -> Catalog:
    return Catalog()


def rediger(document: Document, dossier: Path) -> Redige:
    """Write `document` with the shipped template."""
    return compose(document, modele(document, _catalog()), dossier)


def corps(document: Document) -> etree._Element:
    """The body of the Word file, as a tree."""
    one = document.contexte
    fields = {name: getattr(one, name) for name in type(one).__dataclass_fields__}
    docx = modele(document, _catalog()).render(fields, document.attendus).docx
    return etree.fromstring(Package(BytesIO(docx).getvalue(), "essai.docx").read("word/document.xml"))


def texte(document: Document) -> str:
    """What `document` says, a line per paragraph, with plain spaces and apostrophes."""
    lines = ("".join(one.itertext(f"{W}t")) for one in corps(document).iter(f"{W}p"))
    return re.sub("[\u00a0\u202f]", " ", "\n".join(lines)).replace("’", "'")


def renvois_de(document: Document) -> list[tuple[str, str]]:
    """Each REF field of `document`: the bookmark that it names, and its cached text."""
    found: list[tuple[str, str]] = []
    state, code, cached = "", "", ""
    for one in corps(document).iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if one.tag == f"{W}fldChar":
            state = one.get(f"{W}fldCharType")
            if state == "begin":
                code = cached = ""
            elif state == "end" and code.split()[:1] == ["REF"]:
                found.append((code.split()[1], cached))
        elif one.tag == f"{W}instrText":
            code += one.text
        elif state == "separate":
            cached += one.text
    return found


def signets(document: Document) -> dict[str, str]:
    """Each bookmark of `document`, and the text that it holds; no two share a name or an id."""
    root = corps(document)
    starts = list(root.iter(f"{W}bookmarkStart"))
    assert len({one.get(f"{W}id") for one in starts}) == len(starts)
    out: dict[str, str] = {}
    for start in starts:
        said, one = "", start.getnext()
        while one.tag != f"{W}bookmarkEnd":
            said, one = said + "".join(one.itertext(f"{W}t")), one.getnext()
        assert one.get(f"{W}id") == start.get(f"{W}id")
        assert start.get(f"{W}name") not in out
        out[start.get(f"{W}name")] = said
    return out
