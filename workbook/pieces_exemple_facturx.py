"""A facture that carries its own data: the XML of Factur-X, profile BASIC WL, inside a PDF that says so."""

import io
import struct
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pikepdf
from PIL import ImageCms

from workbook.pieces_exemple_affaire import Affaire, Partie, creancier
from workbook.pieces_exemple_commerce import mentions

FICHIER = "factur-x.xml"
PROFIL = "urn:factur-x.eu:1p0:basicwl"
SIREN = "0002"  # ISO 6523
CII = "urn:un:unece:uncefact:data:standard:"
RSM, RAM = f"{{{CII}CrossIndustryInvoice:100}}", f"{{{CII}ReusableAggregateBusinessInformationEntity:100}}"
UDT = f"{{{CII}UnqualifiedDataType:100}}"
FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{{titre}}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="{FX}">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>{FICHIER}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>BASIC WL</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{FX}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{{proprietes}}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
_PROPRIETE = """<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{nom}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>{nom}</pdfaProperty:description></rdf:li>"""
_PROPRIETES = ("DocumentFileName", "DocumentType", "Version", "ConformanceLevel")


def embed(pdf: bytes, affaire: Affaire) -> bytes:
    """Return the facture's PDF with its XML inside, declared as PDF/A-3 and Factur-X ask."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        name = pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(FICHIER),
            UF=pikepdf.String(FICHIER),
            Desc=pikepdf.String("Facture électronique"),
            AFRelationship=pikepdf.Name.Data,  # the data alone do not make a whole invoice below the BASIC profile
        )
        stream = pikepdf.Stream(document, donnees(affaire))
        stream.Type, stream.Subtype = pikepdf.Name.EmbeddedFile, pikepdf.Name("/text/xml")
        stream.Params = pikepdf.Dictionary(ModDate=pikepdf.String(f"D:{affaire.emise:%Y%m%d}090000Z"))
        stream = document.make_indirect(stream)
        name.EF = pikepdf.Dictionary(F=stream, UF=stream)
        attached = document.make_indirect(name)
        root = document.Root
        root.AF = pikepdf.Array([attached])
        names = pikepdf.Array([pikepdf.String(FICHIER), attached])
        root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
        root.OutputIntents = pikepdf.Array([_srgb(document)])
        proprietes = "".join(_PROPRIETE.format(nom=nom) for nom in _PROPRIETES)
        xmp = _XMP.format(titre=f"Facture {affaire.numero}", proprietes=proprietes).encode()
        root.Metadata = document.make_indirect(
            pikepdf.Stream(document, xmp, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        )
        whole = io.BytesIO()
        document.save(whole, deterministic_id=True, min_version="1.7")
    return whole.getvalue()


def donnees(affaire: Affaire) -> bytes:
    """Return the XML: the parties, the totals and the VAT of the facture, the day and the account to pay."""
    vendeur, reglages = creancier()
    root = ET.Element(f"{RSM}CrossIndustryInvoice")
    _path(root, f"{RSM}ExchangedDocumentContext/{RAM}GuidelineSpecifiedDocumentContextParameter/{RAM}ID", PROFIL)
    document = ET.SubElement(root, f"{RSM}ExchangedDocument")
    _path(document, f"{RAM}ID", affaire.numero)
    _path(document, f"{RAM}TypeCode", "380")
    _day(document, "IssueDateTime", affaire.emise)
    for mention in mentions(affaire):
        _path(document, f"{RAM}IncludedNote/{RAM}Content", mention)
    trade = ET.SubElement(root, f"{RSM}SupplyChainTradeTransaction")
    agreement = ET.SubElement(trade, f"{RAM}ApplicableHeaderTradeAgreement")
    _party(agreement, "SellerTradeParty", vendeur, reglages["N° TVA"])
    _party(agreement, "BuyerTradeParty", affaire.client)
    _path(agreement, f"{RAM}BuyerOrderReferencedDocument/{RAM}IssuerAssignedID", affaire.commande)
    delivery = ET.SubElement(trade, f"{RAM}ApplicableHeaderTradeDelivery")
    _day(ET.SubElement(delivery, f"{RAM}ActualDeliverySupplyChainEvent"), "OccurrenceDateTime", affaire.livree)
    _path(delivery, f"{RAM}DespatchAdviceReferencedDocument/{RAM}IssuerAssignedID", affaire.livraison)
    _settlement(ET.SubElement(trade, f"{RAM}ApplicableHeaderTradeSettlement"), affaire, reglages["IBAN"])
    ET.indent(root)
    for prefix, uri in (("rsm", RSM), ("ram", RAM), ("udt", UDT)):
        ET.register_namespace(prefix, uri[1:-1])
    whole = io.BytesIO()
    ET.ElementTree(root).write(whole, encoding="utf-8", xml_declaration=True)
    return whole.getvalue()


def _settlement(parent: ET.Element, affaire: Affaire, iban: str) -> None:
    _path(parent, f"{RAM}InvoiceCurrencyCode", "EUR")
    means = ET.SubElement(parent, f"{RAM}SpecifiedTradeSettlementPaymentMeans")
    _path(means, f"{RAM}TypeCode", "30")  # credit transfer
    _path(means, f"{RAM}PayeePartyCreditorFinancialAccount/{RAM}IBANID", iban.replace(" ", ""))
    tax = ET.SubElement(parent, f"{RAM}ApplicableTradeTax")
    _path(tax, f"{RAM}CalculatedAmount", _amount(affaire.montant_tva))
    _path(tax, f"{RAM}TypeCode", "VAT")
    _path(tax, f"{RAM}BasisAmount", _amount(affaire.ht))
    _path(tax, f"{RAM}CategoryCode", "S")
    _path(tax, f"{RAM}RateApplicablePercent", str(affaire.tva))
    _day(ET.SubElement(parent, f"{RAM}SpecifiedTradePaymentTerms"), "DueDateDateTime", affaire.echeance)
    sums = ET.SubElement(parent, f"{RAM}SpecifiedTradeSettlementHeaderMonetarySummation")
    _path(sums, f"{RAM}LineTotalAmount", _amount(affaire.ht))
    _path(sums, f"{RAM}TaxBasisTotalAmount", _amount(affaire.ht))
    _path(sums, f"{RAM}TaxTotalAmount", _amount(affaire.montant_tva)).set("currencyID", "EUR")
    _path(sums, f"{RAM}GrandTotalAmount", _amount(affaire.ttc))
    _path(sums, f"{RAM}DuePayableAmount", _amount(affaire.ttc))


def _party(parent: ET.Element, role: str, partie: Partie, tva: str = "") -> None:
    party = ET.SubElement(parent, f"{RAM}{role}")
    _path(party, f"{RAM}Name", partie.nom)
    _path(party, f"{RAM}SpecifiedLegalOrganization/{RAM}ID", partie.siren).set("schemeID", SIREN)
    address = ET.SubElement(party, f"{RAM}PostalTradeAddress")
    _path(address, f"{RAM}PostcodeCode", partie.code_postal)
    for name, line in zip(("LineOne", "LineTwo"), partie.adresse, strict=False):
        _path(address, f"{RAM}{name}", line)
    _path(address, f"{RAM}CityName", partie.ville)
    _path(address, f"{RAM}CountryID", "FR")
    if tva:
        _path(party, f"{RAM}SpecifiedTaxRegistration/{RAM}ID", tva).set("schemeID", "VA")


def _path(parent: ET.Element, path: str, text: str) -> ET.Element:
    """Add the elements of `path` (names in braces, parted by "/" outside them), the last holding `text`."""
    for tag in path.replace("/{", "\0{").split("\0"):
        parent = ET.SubElement(parent, tag)
    parent.text = text
    return parent


def _day(parent: ET.Element, name: str, day: date) -> None:
    _path(parent, f"{RAM}{name}/{UDT}DateTimeString", f"{day:%Y%m%d}").set("format", "102")


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _srgb(document: pikepdf.Pdf) -> pikepdf.Dictionary:
    """Return the output intent of screens; its profile's own date is struck out, for it is the hour of the run."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    struct.pack_into(">6H", profile, 24, 2026, 1, 1, 0, 0, 0)
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB"),
        DestOutputProfile=document.make_indirect(pikepdf.Stream(document, bytes(profile), N=3)),
    )
