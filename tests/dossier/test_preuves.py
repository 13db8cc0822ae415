from dataclasses import replace
from datetime import date

import pytest
from ledgers import client, euros, portefeuille
from relancier.creances.decompte import decompte_du
from relancier.creances.mises_en_demeure import Fondement, MiseEnDemeure
from relancier.creances.portefeuille import Echeance, Relance
from relancier.creances.prescriptions import prescription_de
from relancier.dossier.natures import Nature
from relancier.dossier.pieces import Gravite
from relancier.dossier.preuves import PieceVue, controler
from relancier.droit.taux import TableDesTaux

DUE = date(2026, 2, 28)
F1 = Echeance("C1", "F1", date(2026, 1, 31), DUE, euros("1234.56"))
NOTICE = MiseEnDemeure(Relance("R1", "P", date(2026, 4, 1), "C1", "F1", DUE, 4), date(2026, 4, 3), Fondement.RECEPTION)
TEXT = "Facture F1 – total TTC 1\u202f234,56\u00a0€"


def seen(nature: Nature, numero: str = "1", texte: str = "", *factures: str) -> PieceVue:
    return PieceVue(numero, nature, factures, None, texte)


WHOLE = (
    seen(Nature.COMMANDE),
    seen(Nature.LIVRAISON),
    seen(Nature.FACTURE, "3", TEXT, "F1"),
    seen(Nature.MISE_EN_DEMEURE),
    seen(Nature.AVIS_DE_RECEPTION),
)


def codes(*pieces: PieceVue, le: date = date(2026, 6, 1), noticed: bool = True, **autres: object) -> list[str]:
    debtor = client("C1", **autres)
    livre = portefeuille(F1, debiteurs=(debtor,))
    counted = decompte_du(livre, "C1", le, TableDesTaux(()))
    clocks = {("F1", DUE): prescription_de(F1, debtor)}
    found = controler(counted, pieces, {("F1", DUE): NOTICE} if noticed else {}, clocks, {"F1": euros("1234.56")})
    return [one.code for one in found]


def without(nature: Nature) -> tuple[PieceVue, ...]:
    return tuple(one for one in WHOLE if one.nature is not nature)


def test_a_whole_file_has_nothing_to_say():
    assert codes(*WHOLE) == []


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (Nature.FACTURE, "facture-absente"),
        (Nature.COMMANDE, "commande-absente"),
        (Nature.LIVRAISON, "livraison-absente"),
        (Nature.MISE_EN_DEMEURE, "mise-en-demeure-sans-piece"),
        (Nature.AVIS_DE_RECEPTION, "preuve-d-envoi-absente"),
    ],
)
def test_each_missing_proof_is_told(gone, said):
    assert codes(*without(gone)) == [said]


def test_neither_ordered_nor_delivered_is_a_defect_and_one_of_them_a_remark():
    livre = portefeuille(F1)
    counted = decompte_du(livre, "C1", date(2026, 6, 1), TableDesTaux(()))

    def gravities(*pieces: PieceVue) -> dict[str, Gravite]:
        found = controler(counted, pieces, {("F1", DUE): NOTICE}, {}, {})
        return {one.code: one.gravite for one in found if one.code in {"commande-absente", "livraison-absente"}}

    assert gravities(*without(Nature.LIVRAISON)) == {"livraison-absente": Gravite.REMARQUE}
    bare = tuple(one for one in WHOLE if one.nature not in (Nature.LIVRAISON, Nature.COMMANDE))
    assert gravities(*bare) == {"commande-absente": Gravite.DEFAUT, "livraison-absente": Gravite.DEFAUT}


def test_without_any_mise_en_demeure_one_must_be_sent():
    assert codes(*without(Nature.MISE_EN_DEMEURE), noticed=False) == ["mise-en-demeure-absente"]


def test_a_notice_of_another_facture_proves_nothing_of_this_one():
    other = replace(WHOLE[3], factures=("F9",))
    assert "mise-en-demeure-absente" in codes(*WHOLE[:3], other, WHOLE[4], noticed=False)


@pytest.mark.parametrize(
    "text", ["F1 : 1234.56", "F1 1.234,56 EUR", "n° F1 – 1 234,56 €", "F1 1'234.56", "F 1 1,234.56"]
)
def test_an_amount_is_found_however_it_is_written(text):
    assert codes(*WHOLE[:2], seen(Nature.FACTURE, "3", text, "F1"), *WHOLE[3:]) == []


def test_an_invoice_of_another_amount_or_number_contradicts():
    other = seen(Nature.FACTURE, "3", "Facture F7 – total TTC 1 234,65 €", "F1")
    assert codes(*WHOLE[:2], other, *WHOLE[3:]) == ["montant-contredit", "numero-contredit"]


def test_a_scanned_invoice_without_words_contradicts_nothing():
    assert codes(*WHOLE[:2], seen(Nature.FACTURE, "3", "  ", "F1"), *WHOLE[3:]) == []


def test_prescription_that_ran_out_or_is_near_is_told():
    near, over = date(2030, 12, 1), date(2031, 3, 1)
    livre = portefeuille(F1, debiteurs=(client("C1"),))
    counted = decompte_du(livre, "C1", date(2026, 6, 1), TableDesTaux(()))
    clocks = {("F1", DUE): prescription_de(F1, client("C1"))}

    def at(day: date) -> list[str]:
        return [one.code for one in controler(replace(counted, au=day), WHOLE, {("F1", DUE): NOTICE}, clocks, {})]

    assert at(near) == ["prescription-proche"]
    assert at(over) == ["prescription-acquise"]


def test_an_insolvency_is_refused_for_it_is_declared():
    found = codes(*WHOLE, procedure_collective=date(2026, 5, 1))
    assert found[0] == "procedure-collective"
