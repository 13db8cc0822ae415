from datetime import date

import pytest
from relancier.base.errors import InvalidInput, Lieu
from relancier.creances.conventions import Conventions, Ordre, Rang
from relancier.creances.regimes import Base, TauxPublic
from relancier.creances.reglages import REGLAGES, Reglages, lire_reglages
from relancier.droit.delais import FinDeMois


def test_empty_cells_mean_the_defaults():
    assert lire_reglages({}) == Reglages(Conventions(), FinDeMois.A)
    assert lire_reglages({one.cle: "" for one in REGLAGES}) == lire_reglages({})


def test_every_default_is_a_value_that_is_accepted():
    assert lire_reglages({one.cle: one.defaut for one in REGLAGES}) == lire_reglages({})


def test_all_eight_settings_are_read():
    found = lire_reglages(
        {
            "Base de calcul": "exact",
            "Imputation": "principal d'abord",
            "Rang des 40 €": "avant le principal",
            "Pénalités": "non",
            "Indemnité de 40 €": "non",
            "Taux public": "par semestre",
            "Capitalisation depuis": "01/03/2026",
            "Fin de mois": "B",
            "Nom": "ATELIER DU RHÔNE",
        }
    )
    assert found.fin_de_mois is FinDeMois.B
    assert found.conventions == Conventions(
        base=Base.EXACT,
        ordre=Ordre.PRINCIPAL,
        rang=Rang.AVANT,
        penalites=False,
        indemnites=False,
        taux_public=TauxPublic.PAR_SEMESTRE,
        capitalisation=date(2026, 3, 1),
    )


@pytest.mark.parametrize(
    ("cle", "valeur"),
    [("BASE DE CALCUL", " 366 "), ("Imputation", "Interets d’abord"), ("penalites", "OUI"), ("Rang des 40\u00a0€", "")],
)
def test_case_accents_apostrophes_and_blanks_do_not_matter(cle, valeur):
    lire_reglages({cle: valeur})
    expected = Base.J366 if "366" in valeur else Base.J365
    assert lire_reglages({cle: valeur}).conventions.base is expected


@pytest.mark.parametrize(
    ("cle", "valeur", "accepted"),
    [
        ("Base de calcul", "360", "« 365 » ou « 366 » ou « exact »"),
        ("Imputation", "capital", "« intérêts d'abord » ou « principal d'abord »"),
        ("Pénalités", "peut-être", "« oui » ou « non »"),
        ("Capitalisation depuis", "bientôt", "une date comme 01/03/2026, ou rien"),
        ("Fin de mois", "C", "« A » ou « B »"),
    ],
)
def test_a_bad_value_is_refused_with_its_key_what_is_accepted_and_its_place(cle, valeur, accepted):
    with pytest.raises(InvalidInput) as refused:
        lire_reglages({cle: valeur}, {cle: Lieu(feuille="Créancier", cellule="B20")})
    assert refused.value.code == "reglage-illisible"
    assert f"« {cle} » vaut « {valeur} »" in refused.value.message
    assert refused.value.remede == f"Écrivez {accepted}."
    assert refused.value.lieu.cellule == "B20"
