"""The text of an SMS: the first of the template's wordings that one message holds."""

import dataclasses
import re
from dataclasses import replace

from relancier.base.contacts import in_pairs, read_mobile, read_phone
from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.creances.portefeuille import Creancier
from relancier.documents.gsm import LIMIT, septets, to_gsm
from relancier.documents.messages_context import Sms
from relancier.documents.template import LostValue
from relancier.documents.text_template import TextTemplate
from relancier.relances.passage import Envoi

SHORTEST_NAME = 12  # characters of the creditor's name that people still know it by
_WORDINGS = re.compile(r"\n[ \t]*\n\s*")


def number_of(envoi: Envoi) -> str:
    """Return the mobile number that `envoi` goes to, "06 12 34 56 78" with plain spaces."""
    return to_gsm(in_pairs(read_mobile(envoi.debiteur.telephone)))


def write(template: TextTemplate, envoi: Envoi, creancier: Creancier) -> str:
    """Return the text, of at most 160 septets; the creditor's name is cut short where nothing else helps.

    Raises:
      InvalidInput: the template cannot be rendered.
      LostValue: none of its wordings names the sum and fits in one message.
    """
    context = _context(envoi, creancier)
    for name in _shorter_and_shorter(context.creancier):
        for text in _wordings(template, replace(context, creancier=name)):
            if septets(text) <= LIMIT:
                return text
    raise LostValue(
        "sms-trop-long",
        f"Aucun des textes du modèle « {template.name} » ne tient, montant compris, en {LIMIT} caractères.",
        "Ajoutez-lui un texte plus court, après une ligne vide.",
    )


def _context(envoi: Envoi, creancier: Creancier) -> Sms:
    factures = dict.fromkeys(one.etat.echeance.facture for one in envoi.lignes)
    return Sms(
        creancier=creancier.nom,
        telephone=read_phone(creancier.telephone),
        total_du=format_euros(envoi.reste_du),
        facture=next(iter(factures)) if len(factures) == 1 else "",
        nombre=str(len(envoi.lignes)),
        echeance=format_short(envoi.lignes[0].etat.echeance.echeance),
        a_venir=all(one.etat.retard <= 0 for one in envoi.lignes),
        reference=envoi.debiteur.code,
    )


def _wordings(template: TextTemplate, context: Sms) -> list[str]:
    """Return the template's wordings, the longest first as the template has them."""
    values = {one.name: getattr(context, one.name) for one in dataclasses.fields(context)}
    rendered = template.render(values)
    return [text for one in _WORDINGS.split(rendered) if (text := to_gsm(one)) and to_gsm(context.total_du) in text]


def _shorter_and_shorter(name: str) -> list[str]:
    """Return the name whole, then cut by a word or a letter at a time."""
    names = [name]
    while len(names[-1]) > SHORTEST_NAME:
        shorter = names[-1].rpartition(" ")[0].rstrip(" ,&-–")
        names.append(shorter if len(shorter) >= SHORTEST_NAME else names[-1][:-1])
    return names
