"""What one PDF of a bundle proves by itself: its numbers, its list, its bookmarks and its links tell one story."""

from collections.abc import Iterator
from dataclasses import dataclass

from relancier.dossier.liasse.lecture import solid
from relancier.dossier.liasse.structure import NOWHERE, PdfLu
from relancier.dossier.pieces import Constat, Gravite

_REBUILD = "Ne transmettez pas ce fichier : refaites le dossier."


@dataclass(frozen=True, slots=True)
class Serie:
    """Pages of one exhibit that stand together: its number, its first and last pages in the file, from 0."""

    numero: str
    debut: int
    fin: int
    premier: int
    dernier: int
    total: int


class Controle:
    """The checks of one PDF.

    Args:
      nom: the file's name, for the findings.
      plusieurs: whether it is one volume of several: an exhibit may begin or end in another.
    """

    def __init__(self, nom: str, lu: PdfLu, plusieurs: bool) -> None:
        self._nom, self._lu, self._plusieurs = nom, lu, plusieurs
        self._series = _series(lu)

    def run(self) -> list[Constat]:
        """Return what is wrong."""
        return [
            *self._numbers(),
            *self._stamps(),
            *self._rows(),
            *self._bookmarks(),
            *self._row_links(),
            *self._inner_links(),
            *(self._defect("contenu-actif", f"contient {what}") for what in self._lu.actifs),
        ]

    def _numbers(self) -> Iterator[Constat]:
        first = self._lu.pages[0].numero
        for index, page in enumerate(self._lu.pages):
            if not page.numero:
                yield self._defect(
                    "numero-absent", f"{_nth(index)} page : son numéro n'est pas lisible à sa place", index
                )
            elif first and page.numero != first + index:
                wrong = f"{_nth(index)} page : elle porte le numéro {page.numero} au lieu de {first + index}"
                yield self._defect("numero-inexact", wrong, index)
        if first and self._lu.etiquette not in {str(first), "" if first == 1 else str(first)}:
            yield self._defect("etiquette-inexacte", f"l'étiquette de la première page n'est pas « {first} »")

    def _stamps(self) -> Iterator[Constat]:
        seen: set[str] = set()
        for rank, serie in enumerate(self._series):
            name = f"pièce n° {serie.numero}"
            if solid(serie.numero) in seen:
                scattered = f"{name} : ses pages ne se suivent pas"
                yield self._defect("pages-en-desordre", scattered, serie.debut, serie.numero)
                continue
            seen.add(solid(serie.numero))
            cut_before = self._plusieurs and rank == 0
            cut_after = self._plusieurs and rank == len(self._series) - 1
            if (serie.premier != 1 and not cut_before) or (serie.dernier != serie.total and not cut_after):
                wrong = f"{name} : elle a les pages {serie.premier} à {serie.dernier} sur {serie.total}"
                yield self._defect("page-manquante", wrong, serie.debut, serie.numero)

    def _rows(self) -> Iterator[Constat]:
        rows = {solid(row.numero): row for row in self._lu.lignes}
        if not rows:
            yield self._defect("bordereau-absent", "aucun bordereau n'y est lisible")
            return
        starts = {solid(one.numero): one for one in self._series if one.premier == 1}
        for numero, row in rows.items():
            serie = starts.get(numero)
            if row.volume:
                if serie:
                    yield self._row_defect(row.numero, f"il la dit au volume {row.volume}, elle est ici")
            elif serie is None:
                yield self._row_defect(row.numero, "elle n'est pas dans ce fichier")
            elif self._lu.pages[serie.debut].numero != row.page:
                number = self._lu.pages[serie.debut].numero
                yield self._row_defect(row.numero, f"il la dit à la page {row.page}, elle est à la page {number}")
        for numero, serie in starts.items():
            if numero not in rows:
                yield self._row_defect(serie.numero, "il ne la nomme pas")

    def _row_defect(self, numero: str, what: str) -> Constat:
        return self._defect("bordereau-inexact", f"bordereau, pièce n° {numero} : {what}", piece=numero)

    def _bookmarks(self) -> Iterator[Constat]:
        wanted = [(serie.numero, serie.debut) for serie in self._series]
        marks = list(self._lu.signets)
        for rank, (numero, page) in enumerate(wanted):
            title, target = marks[rank] if rank < len(marks) else ("", NOWHERE)
            if solid(title.split("–")[0]) != solid(numero):
                yield self._defect("signet-inexact", f"le signet de la pièce n° {numero} manque", page, numero)
            elif target != page:
                where = "nulle part" if target == NOWHERE else f"à la {_nth(target)} page"
                wrong = f"le signet de la pièce n° {numero} mène {where} au lieu de la {_nth(page)}"
                yield self._defect("signet-inexact", wrong, page, numero)
        if len(marks) > len(wanted):
            yield self._defect("signet-inexact", f"le signet « {marks[len(wanted)][0]} » est de trop")

    def _row_links(self) -> Iterator[Constat]:
        starts = {solid(one.numero): one for one in self._series if one.premier == 1}
        linked = {solid(link.numero): link.arrivee for link in self._lu.liens if link.page in self._lu.bordereau}
        for numero, serie in starts.items():
            target = linked.get(numero, NOWHERE)
            if target != serie.debut:
                where = "ne mène nulle part" if target == NOWHERE else f"mène à la {_nth(target)} page"
                wrong = f"bordereau, pièce n° {serie.numero} : son lien {where} au lieu de la {_nth(serie.debut)}"
                yield self._defect("lien-inexact", wrong, serie.debut, serie.numero)
        for numero in linked.keys() - starts.keys():
            yield self._defect("lien-inexact", f"bordereau : un lien de trop, « {numero} »")

    def _inner_links(self) -> Iterator[Constat]:
        for link in self._lu.liens:
            if link.page in self._lu.bordereau:
                continue
            serie = next((one for one in self._series if one.debut <= link.page <= one.fin), None)
            if serie is None or not serie.debut <= link.arrivee <= serie.fin:
                numero = serie.numero if serie else ""
                wrong = "ne mène nulle part" if link.arrivee == NOWHERE else "sort de la pièce"
                where = f"{_nth(link.page)} page, pièce n° {numero} : un lien {wrong}"
                yield self._defect("lien-sortant", where, link.page, numero)

    def _defect(self, code: str, what: str, index: int = -1, piece: str = "") -> Constat:
        return Constat(code, Gravite.DEFAUT, f"« {self._nom} » : {what}.", _REBUILD, piece, index + 1)


def _series(lu: PdfLu) -> list[Serie]:
    """Group the pages by what their stamps say; pages of ours and blank ones are in none."""
    found: list[Serie] = []
    for index, page in enumerate(lu.pages):
        stamp = page.tampon
        if stamp is None:
            continue
        last = found[-1] if found else None
        following = last and (solid(last.numero), last.total, last.fin + 1, last.dernier + 1)
        if last and following == (solid(stamp.numero), stamp.pages, index, stamp.page):
            found[-1] = Serie(last.numero, last.debut, index, last.premier, stamp.page, last.total)
            continue
        found.append(Serie(stamp.numero, index, index, stamp.page, stamp.page, stamp.pages))
    return found


def _nth(index: int) -> str:
    return "1re" if index == 0 else f"{index + 1}e"
