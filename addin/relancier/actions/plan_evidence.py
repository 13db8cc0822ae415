"""Whether the signed plans, and the documents that the tables of plans name, are as they were."""

from collections.abc import Iterator

from relancier.actions.plans import terms_of
from relancier.base.files import digest
from relancier.classeur.host import Host
from relancier.classeur.memory.check import Constat
from relancier.creances.portefeuille import Portefeuille
from relancier.echeancier.sceau import est_intact

Named = tuple[str, str, str, int, str]  # document, digest, what names it, row, Id


def changed_plans(portefeuille: Portefeuille) -> Iterator[Constat]:
    """Yield an alteration for each signed version that is no longer what its seal froze."""
    for plan in portefeuille.echeanciers:
        if not est_intact(plan, terms_of(portefeuille, plan)):
            yield Constat(
                "echeancier-altere",
                f"Échéancier {plan.id}, version {plan.version} (ligne {plan.ligne} de la feuille Échéanciers) : un "
                "montant, une date ou un terme a changé depuis sa signature.",
                "Comparez avec le protocole signé, et remettez ce qu'il dit.",
                plan.ligne,
                plan.id,
            )


def plan_documents(host: Host, portefeuille: Portefeuille) -> Iterator[tuple[Constat | None, bool]]:
    """Yield, for each document of a plan, what is wrong with it (None if nothing) and whether it was compared."""
    for document, empreinte, where, ligne, identifiant in _named(portefeuille):
        path = host.path.parent / document
        try:
            found = digest(path) if path.is_file() else None
        except OSError:
            found = None
        if found is None:
            message = f"« {document} » n'est pas là ({where}) : il n'a pas été comparé."
            remede = "Gardez le dossier des échéanciers à côté du classeur."
            yield Constat("document-absent", message, remede, ligne, identifiant), False
        elif found != empreinte.casefold():
            message = f"« {document} » n'est plus le document enregistré ({where}) : son empreinte est une autre."
            yield Constat("document-altere", message, "Reprenez l'original d'une sauvegarde.", ligne, identifiant), True
        else:
            yield None, True


def _named(portefeuille: Portefeuille) -> Iterator[Named]:
    """Yield each document once: a notice may be about several instalments."""
    seen: set[tuple[str, str]] = set()
    for plan in portefeuille.echeanciers:
        where = f"feuille Échéanciers, ligne {plan.ligne}"
        for document, empreinte in (
            (plan.document, plan.empreinte),
            (plan.document_final, plan.empreinte_finale),
        ):
            if document and empreinte and (document, empreinte) not in seen:
                seen.add((document, empreinte))
                yield document, empreinte, where, plan.ligne, plan.id
    for one in portefeuille.mensualites:
        if one.document and one.empreinte and (one.document, one.empreinte) not in seen:
            seen.add((one.document, one.empreinte))
            where = f"feuille Mensualités, ligne {one.ligne}"
            yield one.document, one.empreinte, where, one.ligne, one.echeancier
