"""What the month-end report may print: these dataclasses are the list of its fields.

Sums are whole euros, as a director reads them; the workbook gives the cents.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that begins with what to remember of it."""

    tete: str
    suite: str


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A key figure.

    Attributes:
      libelle: its name.
      valeur: "351 961 €", "47 jours"; "–" when it has no meaning on that day.
      avant: what it was at the end of the month before, "341 185 € au 31/10/2026".
      ecart: "▲ +10 777 €"; "" when nothing can be compared.
      lecture: "mieux" or "moins bien"; "" when it is neither.
    """

    libelle: str
    valeur: str
    avant: str
    ecart: str
    lecture: str


@dataclass(frozen=True, slots=True)
class Graphique:
    """What stands above a chart.

    Attributes:
      titre: one sentence made from its data; "" when there is nothing to draw.
      note: what it counts, in which unit, on which day.
    """

    titre: str
    note: str


@dataclass(frozen=True, slots=True)
class LignePrincipal:
    """A debtor among those that owe the most: its rank, name, sums, share ("12,3 %"), days late of the oldest."""

    rang: str
    nom: str
    code: str
    reste: str
    echu: str
    part: str
    retard: str


@dataclass(frozen=True, slots=True)
class LigneAlerte:
    """A thing to do.

    Attributes:
      le: until when to do it, "jusqu'au 07/12/2026", or since when it waits; "–" when neither is known.
      objet: what it is about: "Prescription".
      client: "" when it is about none, or `quoi` names it.
      quoi, faire: what happens, what to do.
      montant: € concerned; "–" for none.
      perte: what forgetting costs.
    """

    le: str
    objet: str
    client: str
    quoi: str
    faire: str
    montant: str
    perte: str


@dataclass(frozen=True, slots=True)
class LigneIndicateur:
    """An indicator with its definition, its value on the day and a month before."""

    libelle: str
    valeur: str
    avant: str
    definition: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """All that the report may say.

    Attributes:
      creancier_nom: the creditor's name.
      date, precedent: the day of the measure and that of the comparison, in words.
      date_courte, precedent_court: the same, `30/11/2026`.
      essentiel: the few sentences to read first.
      chiffres: the key figures, always six.
      pourquoi: what changed, and which clients and factures it comes from.
      avec_encours: something is owed: the charts of what is owed are there.
      encours, balance, segments, tresorerie, entonnoir: what stands above each chart.
      titre_principaux: the sentence above the table of the largest debtors.
      principaux: ten at most.
      hypothese: what the expected cash rests on.
      alertes: the gravest first, as many as the page holds.
      autres_alertes: those that it does not hold, one sentence; "" when it holds all.
      indicateurs: all of them, with their definition.
      remarques: what could not be counted, and why.
    """

    creancier_nom: str
    date: str
    precedent: str
    date_courte: str
    precedent_court: str
    essentiel: tuple[Phrase, ...]
    chiffres: tuple[Chiffre, ...]
    pourquoi: tuple[str, ...]
    avec_encours: bool
    encours: Graphique
    balance: Graphique
    segments: Graphique
    tresorerie: Graphique
    entonnoir: Graphique
    titre_principaux: str
    principaux: tuple[LignePrincipal, ...]
    hypothese: str
    alertes: tuple[LigneAlerte, ...]
    autres_alertes: str
    indicateurs: tuple[LigneIndicateur, ...]
    remarques: tuple[str, ...]
