"""Whether the files of a folder are those of its manifest: what was cut short, changed, swapped, renamed or removed."""

from collections.abc import Mapping
from pathlib import Path

from relancier.base.files import digest
from relancier.dossier.liasse.manifeste import NOM, Fichier, Manifeste
from relancier.dossier.pieces import Constat, Gravite

_ADVICE = "Reprenez ce fichier dans le dossier livré à l'origine, ou refaites le dossier."


def compare(folder: Path, manifeste: Manifeste) -> list[Constat]:
    """Return what differs between `folder` and its manifest."""
    owners = _owners(manifeste)
    listed = {one.nom: one for one in manifeste.fichiers}
    present = {
        one.relative_to(folder).as_posix(): one
        for one in sorted(folder.rglob("*"))
        if one.is_file() and not one.is_symlink() and one.name != NOM
    }
    prints = {name: digest(path) for name, path in present.items()}
    found: list[Constat] = []
    for name, one in listed.items():
        if prints.get(name) != one.empreinte:
            found.append(_difference(one, present.get(name), prints, listed, owners.get(name, "")))
    known = {one.empreinte for one in manifeste.fichiers}
    for name in present.keys() - listed.keys():
        if prints[name] not in known:
            found.append(
                Constat(
                    "fichier-en-plus",
                    Gravite.REMARQUE,
                    f"« {name} » n'est pas dans le manifeste.",
                    "Vérifiez d'où il vient : rien ne le prouve.",
                )
            )
    return found


def _difference(
    one: Fichier, path: Path | None, prints: Mapping[str, str], listed: Mapping[str, Fichier], piece: str
) -> Constat:
    what = f"Pièce n° {piece} : « {one.nom} »" if piece else f"« {one.nom} »"
    elsewhere = next((name for name, found in prints.items() if found == one.empreinte and name != one.nom), "")
    if path is None:
        if elsewhere:
            return _defect("fichier-renomme", f"{what} a été renommé : c'est maintenant « {elsewhere} ».", piece)
        return _defect("fichier-manquant", f"{what} manque.", piece)
    taken = next((name for name, other in listed.items() if other.empreinte == prints[one.nom]), "")
    if taken:
        return _defect("fichier-echange", f"{what} contient ce qui devrait être dans « {taken} ».", piece)
    size = path.stat().st_size
    if size < one.taille:
        return _defect("fichier-tronque", f"{what} est incomplet : {size} octets au lieu de {one.taille}.", piece)
    return _defect("fichier-modifie", f"{what} a été modifié depuis la livraison.", piece)


def _defect(code: str, message: str, piece: str) -> Constat:
    return Constat(code, Gravite.DEFAUT, message, _ADVICE, piece)


def _owners(manifeste: Manifeste) -> dict[str, str]:
    return {name: piece.numero for piece in manifeste.pieces for name in (piece.fichier, *piece.autres)}
