"""The page of results: what was aimed at, what was measured, on which machine."""

from collections.abc import Mapping, Sequence

from banc import Atteinte, Mesure, Resultat

TITLE = "# Mesures"
MEGA = 1e6


def write(
    measured: Sequence[tuple[Mesure, Mapping[str, Resultat]]],
    machine: Sequence[tuple[str, str]],
    day: str,
    command: str,
    load: float,
) -> str:
    """Return the page, in Markdown.

    Args:
      measured: each measure and the result of each of its ways.
      machine: what it ran on.
      day: when, as people write it.
      command: what to type to measure again.
      load: how busy the machine was before the first run.
    """
    parts = [
        TITLE,
        f"Mesuré le {day} par `{command}`. Rien n'est recopié à la main. Chaque voie tourne dans son propre "
        "processus, à tour de rôle ; les temps sont des médianes. La mémoire est le plus que le processus et tous ses "
        "enfants aient tenu ensemble, à un même instant.",
        _table(("la machine", ""), machine),
        f"Charge de la machine avant la première mesure : {_decimal(load, 1)}.",
        "## Ce qui est visé, ce qui est atteint",
        _table(
            ("travail", "voie simple", "Relancier", "gain", "visé", "mémoire", "visé"),
            [
                _aim(one, results[one.voie], results[one.simple])
                for mesure, results in measured
                for one in mesure.atteintes
            ],
        ),
        *(part for mesure, results in measured for part in _section(mesure, results)),
    ]
    return "\n\n".join(parts) + "\n"


def _aim(one: Atteinte, ours: Resultat, plain: Resultat) -> tuple[str, ...]:
    gain, share = plain.secondes / ours.secondes, ours.memoire / plain.memoire
    return (
        one.travail,
        _seconds(plain.secondes),
        _seconds(ours.secondes),
        f"{_decimal(gain, 1)} fois",
        f"{_decimal(one.fois, 1).removesuffix(',0')} fois" if one.fois > 1 else "moins que la voie simple",
        _percent(share),
        _percent(one.memoire) if one.memoire else "",
    )


def _section(mesure: Mesure, results: Mapping[str, Resultat]) -> list[str]:
    title = f"## {mesure.titre[:1].upper()}{mesure.titre[1:]}"
    table = _ways(mesure, results) if mesure.atteintes else _growth(mesure, results)
    return [title, table, mesure.remarque]


def _ways(mesure: Mesure, results: Mapping[str, Resultat]) -> str:
    reference = results[mesure.atteintes[0].simple]
    rows = []
    for one in results.values():
        runs = [run.secondes * one.secondes / _middle(one) for run in one.passes]
        rows.append(
            (
                one.voie.nom,
                _seconds(one.secondes),
                f"{_seconds(min(runs))} à {_seconds(max(runs))}" if len(runs) > 1 else "une passe",
                _seconds(one.processeur),
                _percent(one.secondes / reference.secondes),
                f"{1000 * one.secondes / mesure.quantite:.2f} ms".replace(".", ","),
                _mega(one.memoire),
            )
        )
    unit = mesure.unite.removesuffix("s")
    return _table(("voie", "médiane", "de … à …", "processeur", "part", f"par {unit}", "mémoire"), rows)


def _growth(mesure: Mesure, results: Mapping[str, Resultat]) -> str:
    """Compare each batch to the one before: straight growth multiplies the time as it does the letters."""
    rows, before = [], None
    for one in results.values():
        count = one.voie.quantite
        compared = ("", "", "")
        if before is not None:
            times = one.secondes / before.secondes
            compared = (
                f"{_decimal(count / before.voie.quantite, 1).removesuffix(',0')} fois",
                f"{_decimal(times, 2)} fois",
                _percent(one.memoire / before.memoire),
            )
        each = f"{1000 * one.secondes / count:.2f} ms".replace(".", ",")
        rows.append((one.voie.nom, _seconds(one.secondes), each, _mega(one.memoire), *compared))
        before = one
    heads = (
        "lot",
        "temps",
        "par lettre",
        "mémoire",
        "lettres / lot d'avant",
        "temps / lot d'avant",
        "mémoire / d'avant",
    )
    return _table(heads, rows)


def _middle(one: Resultat) -> float:
    ordered = sorted(run.secondes for run in one.passes)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _seconds(value: float) -> str:
    return f"{_decimal(value, 2 if value < 10 else 1)}\u00a0s"


def _mega(value: float) -> str:
    return f"{value / MEGA:.0f}\u00a0Mo"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"


def _decimal(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
