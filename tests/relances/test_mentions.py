from relancier.creances.portefeuille import Creancier
from relancier.relances.mentions import mentions

FULL = Creancier(
    "ATELIER DU RHÔNE",
    forme_juridique="SARL",
    capital="50 000",
    siren="404833048",
    rcs="Lyon",
    telephone="04 72 00 00 00",
    iban="FR7630006000011234567890189",
    signataire="Claire Fontaine",
)


def test_a_complete_sender_is_not_remarked():
    assert mentions(FULL) == ()


def test_what_the_letters_will_lack_is_named_once():
    [found] = mentions(Creancier("ATELIER DU RHÔNE", forme_juridique="S.A.R.L.", siren="404833048", rcs="Lyon"))
    assert found.message == "Vos lettres partent sans : Capital social, Téléphone ou E-mail, IBAN, Signataire."


def test_a_sole_trader_has_no_capital_to_state():
    [found] = mentions(Creancier("Atelier Durand", forme_juridique="EI"))
    assert found.trouve == "SIREN, Téléphone ou E-mail, IBAN, Signataire"
