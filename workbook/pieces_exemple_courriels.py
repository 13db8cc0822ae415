"""The e-mails of the example, as a mail program saves them: one with HTML beside its text, two with an attachment."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime

from relancier.base.dates import format_long, format_short
from relancier.base.money import format_euros

from workbook.exemple_types import jour
from workbook.pieces_exemple_affaire import Affaire, Partie, creancier
from workbook.pieces_exemple_papier import typographie

POLITIQUE = SMTP.clone(max_line_length=78)


def demande_de_delai(affaires: list[Affaire], envoye: datetime, lettre: bytes) -> bytes:
    """Return the firm's answer to a relance: delivered, owed, later; its letter is attached."""
    vendeur, _ = creancier()
    client = affaires[0].client
    message = _message(client, vendeur, envoye, f"Re: factures {' et '.join(one.numero for one in affaires)}")
    slips = " et ".join(f"{one.livraison} du {format_short(one.livree)}" for one in affaires)
    texte = f"""\
Bonjour Madame Vauclair,

Nous avons bien reçu votre relance du {format_long(jour(8, 31))}.

Les portes des deux quais ont été livrées conformes (bons {slips}) et nous n'avons pas de remarque à faire.
Nous ne pouvons pas vous régler ce mois-ci. Vous trouverez ci-joint notre demande de délai.

Cordialement,
Le service comptable – {client.nom}

Le {format_long(jour(9, 1))}, {vendeur.nom} a écrit :
> Bonjour,
> Sauf erreur de notre part, vos factures {" et ".join(one.numero for one in affaires)} restent impayées.
> Quand pensez-vous les régler ?
> Hélène Vauclair
"""
    message.set_content(typographie(texte), cte="quoted-printable")
    message.add_attachment(lettre, maintype="application", subtype="pdf", filename="Demande de délai.pdf")
    return _octets(message)


def demande_de_la_cliente(affaire: Affaire, envoye: datetime) -> bytes:
    """Return the customer's answer, with the HTML that her telephone adds."""
    vendeur, _ = creancier()
    client = affaire.client
    message = _message(client, vendeur, envoye, f"Re: facture {affaire.numero}")
    lignes = (
        "Bonjour,",
        f"Le portail posé le {format_long(affaire.livree)} fonctionne très bien, merci à votre équipe.",
        f"Pour la facture {affaire.numero} de {format_euros(affaire.ttc)}, je traverse une période difficile. "
        "Pourriez-vous m'accorder jusqu'à la fin du mois d'octobre ?",
        f"Cordialement,\n{client.nom}",
    )
    message.set_content(typographie("\n\n".join(lignes)) + "\n", cte="quoted-printable")
    html = "".join("<p>" + typographie(ligne).replace("\n", "<br>") + "</p>" for ligne in lignes)
    message.add_alternative(
        f'<html><body style="font-family:sans-serif">{html}<p>Envoyé de mon téléphone</p></body></html>\n',
        subtype="html",
        cte="quoted-printable",
    )
    return _octets(message)


def envoi_de_facture(affaire: Affaire, envoye: datetime, pdf: bytes) -> bytes:
    """Return the creditor's message that brought the facture."""
    vendeur, _ = creancier()
    message = _message(vendeur, affaire.client, envoye, f"Votre facture {affaire.numero}")
    texte = f"""\
Bonjour,

Vous trouverez ci-joint notre facture n° {affaire.numero} du {format_long(affaire.emise)}, d'un montant de
{format_euros(affaire.ttc)}, payable au plus tard le {format_long(affaire.echeance)}.

Cordialement,
{vendeur.nom}
"""
    message.set_content(typographie(texte), cte="quoted-printable")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"Facture {affaire.numero}.pdf")
    return _octets(message)


def _message(de: Partie, a: Partie, envoye: datetime, objet: str) -> EmailMessage:
    message = EmailMessage(POLITIQUE)
    message["From"] = Address(de.nom, addr_spec=de.email)
    message["To"] = Address(a.nom, addr_spec=a.email)
    message["Subject"] = typographie(objet)
    message["Date"] = format_datetime(envoye)
    message["Message-ID"] = f"<{envoye:%Y%m%d%H%M}.{de.email}>"
    return message


def _octets(message: EmailMessage) -> bytes:
    """Return the message's bytes; the mark between its parts is not drawn at random."""
    containers = [part for part in message.walk() if part.is_multipart()]
    for rank, part in enumerate(containers):
        assert isinstance(part, MIMEPart)
        part.set_boundary(f"=_vauclair_{rank}_{message['Message-ID'][1:13]}")
    return message.as_bytes()
