"""The charts: what they letter is what the measures say, and grey keeps what colour tells."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pytest
from ledgers import jour
from lettres_composees_canaux import plain
from matplotlib.colors import to_rgb
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from PIL import Image
from relancier.documents.graphiques.barres import Barre, barres
from relancier.documents.graphiques.colonnes import Colonne, Serie, colonnes
from relancier.documents.graphiques.frise import DE_SUITE, frise, par_mois
from relancier.documents.graphiques.montants import axe, unite
from relancier.documents.graphiques.toile import CLAIRE, DEGRADE, HACHUREE, MOYENNE, SOMBRE, Trame, png
from relancier.pilotage.chronologie import Avant, Chronologie, Envoye, Promis, Recu, Terme
from relancier.pilotage.portrait import EtatPromesse

SERIES = (Serie("Échu", SOMBRE), Serie("Non échu", CLAIRE))


def euros(*amounts: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, amounts))


def lettered(figure: Figure) -> list[str]:
    return [plain(one.get_text()) for axes in figure.axes for one in axes.texts]


def legend(figure: Figure) -> list[str]:
    return [one.get_text() for found in figure.legends for one in found.get_texts()]


def heights(figure: Figure) -> list[list[float]]:
    bars = [one for one in figure.axes[0].containers if isinstance(one, BarContainer)]
    return [[patch.get_height() for patch in one] for one in bars]


def grey(trame: Trame) -> float:
    red, green, blue = to_rgb(trame.fond)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_columns_are_as_high_as_their_sums_and_the_last_bears_its_total() -> None:
    figure = colonnes([Colonne("oct.", euros(20, 80)), Colonne("nov.", euros(90, 30))], SERIES, 170, 55)
    assert heights(figure) == [[20.0, 90.0], [80.0, 30.0]]
    assert lettered(figure) == ["120 €"]
    assert legend(figure) == ["Échu", "Non échu"]


def test_an_axis_counts_in_thousands_when_its_sums_do() -> None:
    assert (unite(euros(19999)), unite(euros(20000)), unite([])) == ("€", "k€", "€")
    assert [plain(axe(value, "k€")) for value in (0.0, 12500.0, 1500000.0)] == ["0", "12,5", "1 500"]


def test_a_bar_bears_its_figure_beside_it_and_last_month_under_it() -> None:
    figure = barres([Barre("Non échu", euros(70), "70 €  ·  70 %", Decimal(40))], SERIES, 170, 42, par_rang=True)
    [now, then] = [patch for one in figure.axes[0].containers for patch in one]
    assert (now.get_width(), then.get_width()) == (70.0, 40.0)
    assert then.get_y() > now.get_y() + now.get_height()  # the axis goes down: under it, apart
    assert lettered(figure) == ["70 €  ·  70 %"]


def test_in_grey_each_age_is_darker_than_the_one_before_and_the_shades_stay_apart() -> None:
    tones = [grey(one) for one in DEGRADE]
    assert all(light - dark > 0.08 for light, dark in pairwise(tones))
    assert grey(CLAIRE) - grey(MOYENNE) > 0.15
    assert grey(MOYENNE) - grey(SOMBRE) > 0.15
    assert HACHUREE.hachure


def test_the_same_chart_is_the_same_file_at_three_hundred_dots_an_inch() -> None:
    def drawn() -> bytes:
        return png(colonnes([Colonne("nov.", euros(90, 30))], SERIES, 170, 55))

    first = drawn()
    assert first == drawn()
    picture = Image.open(BytesIO(first))
    assert picture.size == (2007, 649)  # 170 × 55 mm
    assert b"matplotlib" not in first.lower()


def history(**changes: object) -> Chronologie:
    kept = {
        "termes": (Terme(jour(0), Decimal(100), Decimal(100)), Terme(jour(-60), Decimal(50), Decimal(0))),
        "recus": (Recu(jour(-40), Decimal(50), avoir=False),),
        "envoyes": (Envoye(jour(10), 1, appel=False), Envoye(jour(25), 2, appel=True)),
        "promis": (
            Promis(jour(12), jour(20), EtatPromesse.ROMPUE),
            Promis(jour(26), jour(40), EtatPromesse.EN_COURS),
        ),
        "factures": 2,
    }
    days = {"du": jour(-60), "jour": jour(30), "avant": Avant()}
    return Chronologie(**{**days, **kept, **changes})  # type: ignore[arg-type]


def test_the_line_of_dates_shows_what_fell_due_above_and_what_came_in_below() -> None:
    figure = frise(history(), 170, 58)
    unpaid, paid, received, credited = heights(figure)
    assert (unpaid, paid) == ([100.0, 0.0], [0.0, 50.0])
    assert (received, credited) == ([-50.0], [0.0])
    assert lettered(figure)[-1] == "au 01/10/2026"


def test_its_legend_names_what_it_shows_and_nothing_else() -> None:
    assert legend(frise(history(), 170, 58)) == [
        *("Encore dû", "Payé depuis", "Règlement", "Lettre, e-mail, SMS", "Appel"),
        *("Promesse non tenue", "Promesse en cours"),
    ]
    alone = history(termes=(Terme(jour(0), Decimal(9), Decimal(9)),), recus=(), envoyes=(), promis=())
    assert legend(frise(alone, 170, 58)) == ["Encore dû"]


def test_a_day_promised_after_the_day_of_the_sheet_is_still_inside_the_picture() -> None:
    axes = frise(history(), 170, 58).axes[-1]
    assert axes.get_xlim()[0] < jour(-60).toordinal()
    assert axes.get_xlim()[1] > jour(40).toordinal()


@pytest.mark.parametrize(("count", "bars"), [(DE_SUITE, DE_SUITE), (DE_SUITE + 1, 2)])
def test_too_many_echeances_to_tell_apart_become_a_bar_a_month_of_the_same_sum(count: int, bars: int) -> None:
    terms = tuple(Terme(jour(n), Decimal(10), Decimal(10)) for n in range(count))
    found = history(termes=terms, recus=(), du=jour(0), jour=jour(0) + timedelta(days=90))
    assert par_mois(found) is (bars == 2)
    unpaid = heights(frise(found, 170, 58))[0]
    assert (len(unpaid), sum(unpaid)) == (bars, 10.0 * count)
