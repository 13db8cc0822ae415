import pytest
from relancier.base.errors import InvalidInput
from relancier.droit.designation import designer


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("le tribunal judiciaire de Lyon", "le tribunal judiciaire de Lyon"),
        ("Tribunal de commerce de Paris", "le tribunal de commerce de Paris"),
        ("devant le tribunal de commerce d’Avignon.", "le tribunal de commerce d'Avignon"),
        ("TJ Lyon", "le tribunal judiciaire de Lyon"),
        ("T.C. Évry", "le tribunal de commerce d'Évry"),
        ("tae Le Havre", "le tribunal des activités économiques du Havre"),
        ("au tribunal judiciaire  le mans", "le tribunal judiciaire du Mans"),
        ("chambre commerciale du tribunal judiciaire de Metz", "la chambre commerciale du tribunal judiciaire de Metz"),
        ("TJ du Havre", "le tribunal judiciaire du Havre"),
        ("tc des Sables-d'Olonne", "le tribunal de commerce des Sables-d'Olonne"),
        ("TJ de La Rochelle", "le tribunal judiciaire de La Rochelle"),
        ("tj bourg-en-bresse", "le tribunal judiciaire de Bourg-en-Bresse"),
        ("TRIBUNAL JUDICIAIRE DE NANTES", "le tribunal judiciaire de Nantes"),
        ("tribunal des activités économiques de Nanterre", "le tribunal des activités économiques de Nanterre"),
        ("juge des contentieux de la protection de Lille", "le juge des contentieux de la protection de Lille"),
    ],
)
def test_a_court_takes_its_article_and_its_full_name(typed: str, named: str) -> None:
    assert designer(typed) == named


@pytest.mark.parametrize("typed", ["Lyon", "tribunal", "le tribunal judiciaire", "TJ", "cour d'assises de Lyon", "  "])
def test_what_names_no_court_or_no_town_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="ne nomme pas un tribunal et sa ville"):
        designer(typed)
