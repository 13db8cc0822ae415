"""How long a passage takes, stage by stage, beside the plain way (docxtpl, one document after the other).

Run: python tests/bench/passage.py [--clients 100]
Nothing here is asserted: it prints what was measured on the machine at hand.
"""

import argparse
import dataclasses
import resource
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "scenarios"), str(TESTS)]

import draw  # noqa: E402
from docxtpl import DocxTemplate  # noqa: E402
from relancier.actions import lot  # noqa: E402
from relancier.actions.resultat import Demande, Resultat  # noqa: E402
from relancier.base.resources import shipped  # noqa: E402
from relancier.classeur.closed_file import ClosedFile  # noqa: E402
from relancier.documents.catalog import Catalog  # noqa: E402
from relancier.documents.compose import Composer  # noqa: E402


class Stopwatch:
    """A progress that keeps the seconds of each stage."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, float]] = []

    def stage(self, label: str, total: int) -> None:
        """A stage begins, hence the one before ends."""
        del total
        self.stages.append((label, time.perf_counter()))

    def step(self) -> None:
        """Steps are not timed."""

    def tell(self, message: str) -> None:
        """Warnings are not timed either."""

    def seconds(self) -> list[tuple[str, float]]:
        """Return each stage with its seconds, the last one up to now."""
        ends = [start for _, start in self.stages[1:]] + [time.perf_counter()]
        return [(label, end - start) for (label, start), end in zip(self.stages, ends, strict=True)]


def plain_way(result: Resultat, folder: Path) -> float:
    """Return the seconds that docxtpl takes for the same .docx, opening the template for each letter."""
    composer = Composer(result.portefeuille, result.passage.date_arrete, result.nom, Catalog(), projet=False)
    contexts = [composer.compose(one).context for one in result.passage.envois]
    start = time.perf_counter()
    for number, context in enumerate(contexts):
        template = DocxTemplate(str(shipped("templates") / "relance-1.docx"))
        fields = {one.name: getattr(context, one.name) for one in dataclasses.fields(context)}
        template.render(fields, autoescape=True)
        template.save(str(folder / f"{number}.docx"))
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=100)
    clients = parser.parse_args().clients
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = draw.write(draw.draw(1, debtors=clients, terms=5 * clients), folder / "creances.xlsx")
        watch = Stopwatch()
        result = lot.run(ClosedFile(workbook), Demande(draw.DAY, pdf="embarque"), watch)
        measured = watch.seconds()
        letters = len(result.lettres)
        print(f"{letters} lettres, {len(result.portefeuille.echeances)} échéances")
        for label, seconds in [*measured, ("Total", sum(seconds for _, seconds in measured))]:
            print(f"  {label:<28}{seconds:8.2f} s{1000 * seconds / max(letters, 1):10.1f} ms par lettre")
        plain = plain_way(result, folder)
        print(f"  {'docxtpl seul (.docx)':<28}{plain:8.2f} s{1000 * plain / max(letters, 1):10.1f} ms par lettre")
        print(f"  mémoire : {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} Mo")


if __name__ == "__main__":
    main()
