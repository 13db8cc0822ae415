"""Turns of phrase: whole euros, shares, changes, agreement, typography."""

from decimal import Decimal

import pytest
from lettres_composees_canaux import plain
from relancier.documents.tournures import accorde, compte, euros, evolution, liste, part, short, signe, soigne


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (euros(Decimal("351961.46")), "351 961 €"),
        (euros(Decimal("0.50")), "1 €"),
        (signe(Decimal("10776.82")), "+10 777 €"),
        (signe(Decimal("-4734.11")), "−4 734 €"),
        (signe(Decimal("0.20")), "0 €"),
        (part(Decimal(1), Decimal(3)), "33,3 %"),
        (part(Decimal(1), Decimal(4)), "25 %"),
        (evolution(Decimal(100), Decimal(110)), "en hausse de 10 € (+10 %)"),
        (evolution(Decimal(110), Decimal(99)), "en baisse de 11 € (−10 %)"),
        (evolution(Decimal(0), Decimal(99)), "en hausse de 99 €"),
        (evolution(Decimal("99.10"), Decimal("99.30")), "inchangé"),
        (liste([]), ""),
        (liste(["A"]), "A"),
        (liste(["A", "B", "C"]), "A, B et C"),
        (compte(1, "échéance"), "1 échéance"),
        (compte(0, "autre alerte", "autres alertes"), "0 autre alerte"),
        (compte(1200, "échéance"), "1 200 échéances"),
        (accorde(Decimal("1.99"), "est", "sont"), "est"),
        (accorde(2, "est", "sont"), "sont"),
    ],
)
def test_a_figure_is_said_as_french_readers_say_it(said: str, expected: str) -> None:
    assert plain(said) == expected


def test_sentences_get_no_break_spaces_and_curved_apostrophes() -> None:
    assert soigne("L'encours : « X » ; 3 %") == "L’encours\u00a0: «\u00a0X\u00a0»\u00a0; 3\u00a0%"


def test_a_text_is_cut_between_words_and_never_inside_an_amount() -> None:
    assert short("restent dus : 1\u202f986,00\u00a0€", 20) == "restent dus…"
    assert short("  deux\nlignes ", 40) == "deux lignes"
    assert len(short("x" * 50, 20)) == 20
