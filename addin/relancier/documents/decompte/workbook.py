"""The décompte as a workbook that recomputes itself: plain Excel formulas over typed inputs, no figure of the engine.

`write` lays the inputs and the formulas; beside each total it prints the engine's figure as a constant, then
« Conforme » or the difference. Each formula's cell holds the figure it should give, for who does not recalculate.

No spreadsheet runs here: of the packages that compute formulas in Python, `formulas` is under the EUPL, and `pycel`
under the GPL and unpublished since 2021; neither may ship with an MIT program. So the formulas are proved in the tests,
where LibreOffice recalculates the sheets. At run time `check` recomputes the same inputs, read back from the
file, by another way (day by day, in fractions), and whoever issues the décompte refuses when the two differ.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from relancier.creances.conventions import Conventions, Ordre
from relancier.creances.portefeuille import Creancier, TypeDebiteur
from relancier.creances.regimes import Base, Regime, debut_majoration
from relancier.creances.releve import Decompte
from relancier.documents.decompte import formulas as write_
from relancier.documents.decompte.accounts_sheet import Comptes
from relancier.documents.decompte.comptes import CompteDeDette, comptes
from relancier.documents.decompte.gather import saisies
from relancier.documents.decompte.inputs import Saisies
from relancier.documents.decompte.movements_sheet import Mouvements
from relancier.documents.decompte.places import FIRST, HEAD, Places
from relancier.documents.decompte.sheets import DAY, MONEY, RATE, Classeur, Value
from relancier.documents.decompte.summary_sheet import Recapitulatif
from relancier.droit.taux import (
    MAJORATION_DECISION,
    MAJORATION_PROFESSIONNELLE,
    MAJORATION_PUBLIQUE,
    TableDesTaux,
    penalite_legale,
    penalite_publique,
    plancher_convenu,
)

OUI, NON = "oui", "non"


def write(path: Path, decompte: Decompte, creancier: Creancier, table: TableDesTaux, conventions: Conventions) -> None:
    """Write the workbook of `decompte` to `path`.

    Args:
      path: the .xlsx to make, replaced when it is there.
      decompte: the engine's statement.
      creancier: whose claim it is.
      table: the rates that it was made with.
      conventions: the settings that it was made with.

    Raises:
      OSError: `path` cannot be written.
    """
    inputs = saisies(decompte, table, conventions)
    accounts = comptes(decompte, inputs)
    places = Places(inputs, accounts)
    whole = io.BytesIO()  # in memory: a full disk is then an OSError like any other
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(whole, options) as book:
        # its own day, not the clock's: two runs write the same bytes
        made = datetime.combine(decompte.au, time())
        book.set_properties({"title": f"Décompte {decompte.debiteur.nom}", "author": creancier.nom, "created": made})
        book.set_calc_mode("auto")
        classeur = Classeur(book)
        recap = Recapitulatif(classeur, decompte, creancier, accounts, places)
        _echeances(classeur, inputs, accounts)
        sheet = Comptes(classeur, inputs, accounts, places)
        recap.write(sheet.formulas)
        sheet.write()
        Mouvements(classeur, inputs, places, sheet.formulas).write()
        _taux(classeur, inputs)
        _conventions(classeur, inputs, decompte)
    path.write_bytes(whole.getbuffer())


def _echeances(classeur: Classeur, inputs: Saisies, accounts: Sequence[CompteDeDette]) -> None:
    sheet = classeur.sheet(
        "Échéances",
        [5, 18, 11, 11, 14, 9, 11, 24, 30, 11, 12, 11, 11, 10],
        "Factures et échéances",
        "En bleu, ce qui est saisi. Le régime et le premier jour d'intérêt s'en déduisent par formule.",
    )
    sheet.headings(
        HEAD,
        [
            *("N°", "Facture", "Émise le", "Échéance", "Montant TTC (€)", "Taux convenu (%)", "Mise en demeure"),
            *("Objet", "Régime", "Premier jour", "Taux légal par décision, dès le", "Premier jour d'intérêt"),
            *("Dernier jour d'intérêt", "Indemnité possible (€)"),
        ],
    )
    sheet.repeat(HEAD, 2)
    decision = inputs.reglages.conventions.decision
    legal = decision is not None and decision.regime is Regime.LEGAL
    opened = inputs.reglages.debiteur.procedure_collective is not None
    for account in accounts:
        one, row = account.dette.echeance, FIRST + account.dette.numero - 1
        sheet.text(row, 0, account.dette.numero, align="left")
        values: tuple[Value, ...] = (one.facture, one.date, one.echeance, one.montant)
        for column, value in enumerate(values, 1):
            sheet.typed(row, column, value)
        sheet.typed(row, 5, one.taux, num_format=RATE)
        sheet.typed(row, 6, account.dette.mise_en_demeure)
        sheet.text(row, 7, one.objet, indent=1)
        sheet.formula(row, 8, write_.regime_initial(row), account.regime, indent=1)
        sheet.formula(row, 9, write_.premier_initial(row), account.initial, DAY, align="left")
        sheet.formula(row, 10, write_.decision(row, legale=legal), account.decision, DAY, align="left")
        sheet.formula(row, 11, write_.premier(row), account.premier, DAY, align="left")
        sheet.formula(row, 12, write_.dernier(row, procedure=opened), account.dernier, DAY, align="left")
        sheet.formula(row, 13, write_.possible(row, procedure=opened), account.possible, MONEY)


def _taux(classeur: Classeur, inputs: Saisies) -> None:
    sheet = classeur.sheet(
        "Taux",
        [10, 11, 9, 12, 13, 12, 12, 12, 12, 80, 9],
        "Taux par semestre (% l'an)",
        "BCE : taux de refinancement au premier jour du semestre. En bleu, ce qui est saisi.",
    )
    sheet.headings(
        HEAD,
        [
            *("Semestre", "Premier jour", "BCE", "Légal particuliers", "Légal professionnels", "Pénalités (BCE + 10)"),
            *("Acheteur public (BCE + 8)", "Légal retenu", "Plancher convenu (3 × légal)", "Source", "Vérifié"),
        ],
    )
    sheet.repeat(HEAD)
    particulier = inputs.reglages.conventions.creancier_particulier
    for row, one in enumerate(inputs.taux, FIRST):
        sheet.text(row, 0, str(one.semestre))
        sheet.typed(row, 1, one.semestre.premier_jour)
        for column, rate in enumerate((one.bce, one.legal_particuliers, one.legal_professionnels), 2):
            sheet.typed(row, column, "inconnu" if rate is None else rate, num_format=RATE)
        known = one.bce is not None
        sheet.formula(row, 5, f"=ROUND(C{row}+Points_penalites,4)", penalite_legale(one) if known else "", RATE)
        sheet.formula(row, 6, f"=ROUND(C{row}+Points_public,4)", penalite_publique(one) if known else "", RATE)
        legal = one.legal_particuliers if particulier else one.legal_professionnels
        sheet.formula(row, 7, f'=IF(Creancier_particulier="oui",D{row},E{row})', legal, RATE)
        floor = plancher_convenu(one) if one.legal_professionnels is not None else None
        sheet.formula(row, 8, f"=ROUND(3*E{row},4)", floor, RATE)
        sheet.text(row, 9, one.source, indent=1)
        sheet.text(
            row, 10, OUI if one.verifie else NON, **({} if one.verifie else {"bold": True, "bg_color": "#FFE9A8"})
        )


def _settings(inputs: Saisies) -> list[tuple[str, str, Value]]:
    """The settings: label, the name that formulas use, value. Those that do not apply are left out."""
    chosen, debiteur = inputs.reglages.conventions, inputs.reglages.debiteur
    year = "exacte" if chosen.base is Base.EXACT else int(chosen.base)
    rows: list[tuple[str, str, Value]] = [
        ("Arrêté au", "Arrete_au", inputs.reglages.au),
        ("Type du débiteur", "Type_debiteur", str(debiteur.type)),
        (
            "Créancier particulier, hors besoins professionnels",
            "Creancier_particulier",
            _yes(chosen.creancier_particulier),
        ),
        ("Pénalités de retard réclamées", "Penalites", _yes(chosen.penalites)),
        ("Indemnité de 40 € réclamée", "Indemnites", _yes(chosen.indemnites)),
        ("Indemnité par facture (€)", "Indemnite_unitaire", Decimal("40.00")),
        ("Pénalités : points ajoutés au taux BCE", "Points_penalites", MAJORATION_PROFESSIONNELLE),
        ("Acheteur public : points ajoutés au taux BCE", "Points_public", MAJORATION_PUBLIQUE),
        ("Jours de l'année (exacte : 366 les années bissextiles, 365 sinon)", "Base_annuelle", year),
        (
            "Un règlement s'impute d'abord sur",
            "Ordre_imputation",
            "les intérêts" if chosen.ordre is Ordre.INTERETS else "le principal",
        ),
        ("Les 40 € prennent rang", "Rang_indemnite", str(chosen.rang)),
    ]
    if chosen.decision is not None:
        rows += [
            ("Décision de justice rendue le", "Decision_rendue", chosen.decision.rendue),
            ("Exécutoire le", "Decision_executoire", chosen.decision.executoire),
            ("Ce qu'elle ordonne", "Decision_regime", str(chosen.decision.regime)),
            ("Points ajoutés deux mois après qu'elle est exécutoire", "Points_decision", MAJORATION_DECISION),
        ]
    if debiteur.type is TypeDebiteur.PUBLIC:
        rows.append(("Taux de l'acheteur public", "Taux_public", str(chosen.taux_public)))
    if debiteur.procedure_collective is not None:
        rows.append(("Procédure collective ouverte le", "Procedure_collective", debiteur.procedure_collective))
    if chosen.capitalisation is not None:
        rows.append(("Intérêts capitalisés par année entière dès le", "Capitalisation_des", chosen.capitalisation))
    return rows


def _conventions(classeur: Classeur, inputs: Saisies, decompte: Decompte) -> None:
    sheet = classeur.sheet(
        "Conventions",
        [62, 34, 24],
        "Conventions du décompte",
        "En bleu, les réglages que les formules emploient sous le nom de la troisième colonne. L'ordre d'imputation et"
        " le rang des 40 € sont dans la forme des formules : refaire le décompte pour en changer.",
    )
    sheet.headings(HEAD, ["Réglage", "Valeur", "Nom dans les formules"])
    row = FIRST
    for label, name, value in _settings(inputs):
        sheet.text(row, 0, label)
        sheet.typed(row, 1, value, align="left")
        sheet.text(row, 2, name)
        classeur.book.define_name(name, f"=Conventions!$B${row}")
        row += 1
    decision = inputs.reglages.conventions.decision
    if decision is not None:
        sheet.text(row, 0, "Majoration de cinq points à compter du")
        start: date = debut_majoration(decision.executoire)
        sheet.formula(row, 1, "=EDATE(Decision_executoire,2)", start, DAY, align="left")
        sheet.text(row, 2, "Majoration_des")
        classeur.book.define_name("Majoration_des", f"=Conventions!$B${row}")
        row += 1
    sentences = [("Conventions", decompte.conventions), ("Remarques", decompte.remarques)]
    for title, lines in sentences:
        if lines:
            row += 1
            sheet.text(row, 0, title, bold=True, font_color="#1F3A5F", font_size=11)
        for line in lines:
            row += 1
            look = classeur.format(text_wrap=True)
            sheet.sheet.merge_range(row - 1, 0, row - 1, 2, line, look)
            sheet.sheet.set_row(row - 1, 12.5 * (1 + len(line) // 140))
        row += 1


def _yes(flag: bool) -> str:
    return OUI if flag else NON
