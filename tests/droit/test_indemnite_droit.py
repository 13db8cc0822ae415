from datetime import date
from decimal import Decimal

from relancier.droit.indemnite import Redevable, indemnite
from relancier.droit.textes import TEXTES


def test_a_professional_owes_forty_euros_and_the_article_is_named():
    found = indemnite(Redevable.PROFESSIONNEL, date(2026, 1, 31))
    assert found.montant == Decimal("40.00")
    assert found.texte is TEXTES["indemnite"]


def test_a_public_buyer_owes_them_by_its_own_text():
    found = indemnite(Redevable.PUBLIC, date(2026, 1, 31))
    assert found.texte is not None
    assert "D2192-35" in found.texte.citation


def test_a_consumer_never_owes_them():
    found = indemnite(Redevable.CONSOMMATEUR, date(2026, 1, 31))
    assert (found.montant, found.texte) == (Decimal("0.00"), None)
    assert "consommateur" in found.raison


def test_nothing_is_due_before_2013():
    assert indemnite(Redevable.PROFESSIONNEL, date(2012, 12, 31)).montant == 0


def test_insolvency_opened_by_the_due_day_denies_them_and_later_does_not():
    assert indemnite(Redevable.PROFESSIONNEL, date(2026, 1, 31), date(2026, 1, 31)).montant == 0
    assert indemnite(Redevable.PROFESSIONNEL, date(2026, 1, 31), date(2026, 2, 1)).montant == 40


def test_every_text_has_a_citation_a_sentence_and_a_key_of_its_own():
    assert all(key == texte.cle and texte.citation and texte.dit for key, texte in TEXTES.items())
    assert TEXTES["penalites"].citation == "article L441-10, II du Code de commerce"
    assert TEXTES["penalites"].verifie
    assert not TEXTES["prescription-transport"].verifie
