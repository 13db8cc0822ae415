"""A screen played from a script, and a workbook shown to nobody: what a button says and asks is kept to be read."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from relancier.actions.progress import Silent
from relancier.base.errors import Lieu
from relancier.boutons.bureau import Bureau
from relancier.boutons.ecran import Champ
from relancier.boutons.jouer import jouer
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.live.selection import Selection

JOUR = date(2026, 11, 30)


class EcranJoue:
    """Answers forms with `saisies` in turn (None gives up; what a form has and the script has not keeps its default),
    and questions with `oui`."""

    def __init__(self, *saisies: Mapping[str, str] | None, oui: bool | Sequence[bool] = True) -> None:
        self._saisies = list(saisies)
        self._oui = [oui] if isinstance(oui, bool) else list(oui)
        self.questions: list[str] = []
        self.dits: list[str] = []
        self.titres: list[str] = []
        self.champs: list[Sequence[Champ]] = []
        self.ouverts: list[Path] = []
        self.finis = 0

    def confirmer(self, titre: str, texte: str) -> bool:
        self.titres.append(titre)
        self.questions.append(plain(texte))
        return self._oui.pop(0) if len(self._oui) > 1 else self._oui[0]

    def dire(self, titre: str, texte: str) -> None:
        self.titres.append(titre)
        self.dits.append(plain(texte))

    def demander(self, titre: str, champs: Sequence[Champ]) -> Mapping[str, str] | None:
        self.titres.append(titre)
        self.champs.append(champs)
        typed = self._saisies.pop(0) if self._saisies else {}
        if typed is None:
            return None
        assert set(typed) <= {one.nom for one in champs}, typed
        return {one.nom: typed.get(one.nom, one.defaut) for one in champs}

    def progress(self) -> Silent:
        return Silent()

    def fini(self) -> None:
        self.finis += 1

    def ouvrir(self, path: Path) -> None:
        assert path.exists()
        self.ouverts.append(path)

    @property
    def tout(self) -> str:
        """All that was said and asked."""
        return "\n".join((*self.titres, *self.questions, *self.dits))

    @property
    def dit(self) -> str:
        """The only thing that was said."""
        [one] = self.dits
        return one

    @property
    def question(self) -> str:
        """The only question."""
        [one] = self.questions
        return one


class VueJouee:
    """Stands on `selection`; remembers what it was asked to show."""

    moteur = "classeur fermé"

    def __init__(
        self, selection: Selection, *, ours: bool = True, sheets: bool = True, measured: date | None = None
    ) -> None:
        self._selection = selection
        self._ours = ours
        self._sheets = sheets
        self._measured = measured
        self.montres: list[Lieu] = []
        self.lus: list[tuple[str, str]] = []

    def est_un_classeur(self) -> bool:
        return self._ours

    def selection(self) -> Selection:
        return self._selection

    def montrer(self, lieu: Lieu) -> bool:
        self.montres.append(lieu)
        return self._sheets

    def jour_de(self, table: str, colonne: str) -> date | None:
        self.lus.append((table, colonne))
        return self._measured


def plain(text: str) -> str:
    """`text` with ordinary blanks, to be compared with what a test types."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def appuyer(
    ident: str,
    path: Path,
    ecran: EcranJoue | None = None,
    *,
    debiteur: str = "",
    facture: str = "",
    jour: date = JOUR,
    vue: VueJouee | None = None,
) -> tuple[int, EcranJoue, VueJouee]:
    """Press the button `ident` on the closed workbook `path`, the active row being that of `debiteur`."""
    ecran = ecran or EcranJoue()
    vue = vue or VueJouee(Selection("tblDebiteurs", 6, debiteur or None, facture or None))
    bureau = Bureau(ecran, jour, path.parent / "journal.log", ClosedFile(path), vue)
    return jouer(ident, bureau), ecran, vue
