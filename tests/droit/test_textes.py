import pytest
from relancier.droit.textes import TEXTES, Certitude


@pytest.mark.parametrize(
    "cle",
    [
        "public-taux",
        "public-indemnite",
        "interets-d-abord",
        "imputation",
        "capitalisation",
        "ouverture-interets",
        "ouverture-poursuites",
        "prescription-publique",
        "interruption-publique",
        "requete",
        "outre-mer",
    ],
)
def test_an_article_not_read_in_its_official_text_is_not_verified(cle):
    assert not TEXTES[cle].verifie


def test_an_article_known_from_memory_alone_is_never_cited():
    assert all(texte.certitude is not Certitude.MEMORY for texte in TEXTES.values())
    assert not any("L313-2" in texte.citation for texte in TEXTES.values())
