"""An e-mail's subject and its two bodies, plain and HTML, made of one text: they say the same.

The text template begins with "Objet : …". Then come paragraphs, parted by an empty line; a line break inside one is
kept. Words and values alike are escaped on their way to HTML.
"""

import dataclasses
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from relancier.base.errors import InvalidInput
from relancier.base.money import NBSP, NNBSP
from relancier.base.solid import contains
from relancier.documents.context import Lettre, Ligne
from relancier.documents.messages_context import Courriel
from relancier.documents.template import LostValue
from relancier.documents.text_template import Block, TextTemplate, one_line

# \x02 and \x03 are cleaned out of every value and template: only we can write them
TABLEAU, REGLEMENT, SIGNATURE = (Block(f"\x02{name}\x03") for name in ("tableau", "reglement", "signature"))
_SUBJECT = re.compile(r"\s*Objet\s*:\s*(?P<subject>[^\n]+)\n?", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_BEFORE_SIGN = re.compile(r" (?=[:;!?»€%])")
_BEFORE_NUMBER = re.compile(r"(«|n°) ")

INK, RULE, SHADE, GREY = "#1F3A5F", "#9AA5B1", "#EEF1F5", "#4a4a4a"
# on every cell: Outlook hands no font down to tables
FONT = "font-family:Arial,Helvetica,sans-serif;font-size:13px"
_PAGE = (
    '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    '<body style="margin:0;padding:16px;background:#ffffff">\n'
    '<div style="max-width:680px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45;color:#1a1a1a">'
    "\n{body}\n</div>\n</body></html>\n"
)


@dataclass(frozen=True, slots=True)
class Message:
    """An e-mail without its addresses and its attachment.

    Attributes:
      objet: the subject, on one line.
      texte: the plain body.
      html: the same, as a whole HTML page.
    """

    objet: str
    texte: str
    html: str


def write(template: TextTemplate, lettre: Lettre) -> Message:
    """Return the e-mail that goes with `lettre`.

    Raises:
      InvalidInput: the template cannot be rendered or has no subject.
      LostValue: the text does not name the sum that it asks for.
    """
    values = {one.name: getattr(lettre, one.name) for one in dataclasses.fields(lettre)}
    courriel = Courriel(**values, montant=asked(lettre), tableau=TABLEAU, reglement=REGLEMENT, signature=SIGNATURE)
    context = {one.name: getattr(courriel, one.name) for one in dataclasses.fields(courriel)}
    rendered = template.render(context)
    found = _SUBJECT.match(rendered)
    if found is None:
        raise InvalidInput(
            "modele-illisible",
            f"Le modèle « {template.name} » ne commence pas par une ligne « Objet : … ».",
            "Ajoutez-la, ou reprenez le modèle d'origine.",
        )
    subject = one_line(_french(found["subject"])).replace(NBSP, " ").replace(NNBSP, " ")
    body = rendered[found.end() :]
    if lettre.projet:
        subject, body = f"{lettre.projet} – {subject}", f"{lettre.projet}\n\n{body}"
    paragraphs = [one for one in _PARAGRAPHS.split(_french(body).strip()) if one.strip()]
    plain = "\n\n".join(_plain(one, courriel) for one in paragraphs).replace(NNBSP, NBSP) + "\n"
    if not contains(plain, lettre.total_du) and not contains(plain, courriel.montant):
        raise LostValue(
            "valeur-perdue",
            f"L'e-mail fait avec le modèle « {template.name} » ne porte pas « {lettre.total_du} ».",
            "Ajoutez {{ tableau }} au modèle.",
        )
    return Message(
        subject,
        plain,
        _PAGE.format(title=html.escape(subject), body="\n".join(_rich(one, courriel) for one in paragraphs)),
    )


def asked(lettre: Lettre) -> str:
    """Return what the letter asks for: the fixed indemnity with the claim, where it is claimed."""
    return lettre.penalites.total_avec_indemnite if lettre.penalites.indemnite_totale else lettre.total_du


def _french(text: str) -> str:
    return _BEFORE_NUMBER.sub(rf"\1{NBSP}", _BEFORE_SIGN.sub(NBSP, text))


def _plain(paragraph: str, courriel: Courriel) -> str:
    def block(found: re.Match[str]) -> str:
        return _PLAIN[found[1]](courriel)

    return _MARK.sub(block, paragraph.strip())


def _rich(paragraph: str, courriel: Courriel) -> str:
    """Return the HTML of a paragraph: its blocks stand by themselves, between the words around them."""
    parts = []
    for rank, part in enumerate(_MARK.split(paragraph.strip())):
        if rank % 2:
            parts.append(_RICH[part](courriel))
        elif part.strip():
            parts.append(_p(*part.strip().split("\n")))
    return "\n".join(parts)


def _p(*lines: str, style: str = "") -> str:
    inner = "<br>\n".join(html.escape(line.strip()) for line in lines)
    return f'<p style="margin:0 0 12px{style}">{inner}</p>'


def _lines(courriel: Lettre) -> list[str]:
    return [
        f"Facture n°{NBSP}{one.facture} du {one.date}, échéance du {one.echeance}{_late(one)}{NBSP}: {one.reste_du}"
        for one in courriel.lignes
    ]


def _late(ligne: Ligne) -> str:
    days = int(ligne.retard)
    return f" ({days}{NBSP}jour{'s' if days > 1 else ''} de retard)" if days else ""


def _plain_table(courriel: Courriel) -> str:
    minus = [f"Contesté, non réclamé{NBSP}: {courriel.total_conteste}"] if courriel.total_conteste else []
    total = f"{_total_label(courriel)}{NBSP}: {courriel.total_du}"
    return "\n".join([*(f"- {line}" for line in _lines(courriel)), *minus, total, *_notes(courriel)])


def _total_label(courriel: Lettre) -> str:
    return "Total à régler" if courriel.a_venir else "Total dû"


def _notes(courriel: Lettre) -> list[str]:
    return [*courriel.contestations, *courriel.imputations]


def _rich_table(courriel: Courriel) -> str:
    late_head = () if courriel.a_venir else ("Retard",)
    due_head = "À régler" if courriel.a_venir else "Reste dû"
    heads = ("Facture", "Émise le", "Échéance", *late_head, "Montant TTC", due_head)
    amounts = (len(heads) - 2, len(heads) - 1)

    def cells(values: tuple[str, ...], tag: str, look: str) -> str:
        style = f"{FONT};padding:5px 8px;white-space:nowrap;{look}"
        side = ("right" if rank in amounts else "left" for rank in range(len(values)))
        return "".join(
            f'<{tag} align="{where}" style="text-align:{where};{style}">{html.escape(value)}</{tag}>'
            for value, where in zip(values, side, strict=True)
        )

    def line(one: Ligne) -> tuple[str, ...]:
        late = () if courriel.a_venir else (f"{one.retard}{NBSP}j" if int(one.retard) else "–",)
        return (one.facture, one.date, one.echeance, *late, one.montant_ttc, one.reste_du)

    blank = ("",) * (len(heads) - 2)
    rows = [cells(heads, "th", f"background:{SHADE};color:{INK};border-bottom:1px solid {INK}")]
    rows += [cells(line(one), "td", f"border-bottom:1px solid {RULE}") for one in courriel.lignes]
    if courriel.total_conteste:
        taken = ("Contesté, non réclamé", *blank, courriel.total_conteste)
        rows.append(cells(taken, "td", f"border-bottom:1px solid {RULE}"))
    total = (_total_label(courriel), *blank, courriel.total_du)
    rows.append(cells(total, "td", f"font-weight:bold;border-bottom:1px solid {INK}"))
    table = "\n".join(f"<tr>{row}</tr>" for row in rows)
    notes = _notes(courriel)
    below = "\n" + _p(*notes, style=f";font-size:12px;color:{GREY}") if notes else ""
    return f'<table cellspacing="0" style="border-collapse:collapse;margin:4px 0 14px">\n{table}\n</table>{below}'


def _account(courriel: Courriel) -> list[tuple[str, str]]:
    paiement = courriel.paiement
    rows = (
        ("Montant", courriel.montant),
        ("IBAN", paiement.iban),
        ("BIC", paiement.bic),
        ("Titulaire", paiement.titulaire),
        ("Référence à rappeler", paiement.reference),
    )
    return [(label, value) for label, value in rows if value and (paiement.iban or label not in ("BIC", "Titulaire"))]


def _plain_account(courriel: Courriel) -> str:
    return "\n".join(f"{label}{NBSP}: {value}" for label, value in _account(courriel))


def _rich_account(courriel: Courriel) -> str:
    look = f"{FONT};padding:3px 12px"
    rows = "\n".join(
        f'<tr><td style="{look};color:{GREY}">{html.escape(label)}</td>'
        f'<td style="{look};font-weight:bold">{html.escape(value)}</td></tr>'
        for label, value in _account(courriel)
    )
    box = f"background:{SHADE};border-collapse:collapse;border-left:3px solid {INK};margin:4px 0 14px"
    return f'<table cellspacing="0" bgcolor="{SHADE}" style="{box}">\n{rows}\n</table>'


def _signers(courriel: Courriel) -> list[str]:
    sender = courriel.creancier
    return [one for one in (sender.signataire, sender.qualite, sender.nom, *sender.adresse, *sender.contact) if one]


def _plain_signature(courriel: Courriel) -> str:
    return "\n".join([*_signers(courriel), *([courriel.creancier.mentions] if courriel.creancier.mentions else [])])


def _rich_signature(courriel: Courriel) -> str:
    mentions = courriel.creancier.mentions
    legal = "\n" + _p(mentions, style=f";font-size:11px;color:{GREY}") if mentions else ""
    return _p(*_signers(courriel)) + legal


Draw = Callable[[Courriel], str]
_PLAIN: Mapping[str, Draw] = {"tableau": _plain_table, "reglement": _plain_account, "signature": _plain_signature}
_RICH: Mapping[str, Draw] = {"tableau": _rich_table, "reglement": _rich_account, "signature": _rich_signature}
_MARK = re.compile(r"\x02(" + "|".join(_PLAIN) + r")\x03")
