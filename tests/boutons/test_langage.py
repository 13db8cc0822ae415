"""The sentences of the command line, in front of somebody who has buttons."""

import ast
import re
from pathlib import Path

import pytest
import relancier
from relancier.base.errors import InvalidInput, Lieu
from relancier.boutons import langage
from relancier.boutons.langage import parler

SOURCES = Path(relancier.__file__).parent
SPOKEN = ("actions", "classeur", "creances", "documents", "dossier", "droit", "echeancier", "relances", "pilotage")
RAISED = ("InvalidInput", "Refus")
TYPED = re.compile(r"--[a-z]|relancier [a-z]|\bCLASSEUR\b")


def sentences():
    """Every text of the program that names an option or a command, as far as it is written in one piece."""
    for folder in SPOKEN:
        for path in sorted((SOURCES / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            docs = {id(node.body[0].value) for node in ast.walk(tree) if _has_doc(node)}
            for node in ast.walk(tree):
                text = node.value if isinstance(node, ast.Constant) and id(node) not in docs else None
                if isinstance(text, str) and TYPED.search(text):
                    yield f"{path.name}:{node.lineno}", text


# what no button calls
COMMANDS_ALONE = {
    "actions/equipe.py",
    "press/cluster.py",
    "relances/sauts.py",
    *(f"actions/{one}.py" for one in ("annuler", "construire_complement", "duplicata", "interets", "recommandes")),
}


def refusals():
    """Every refusal that a button may meet: where, its code, its remedy as far as it is written there."""
    for folder in (*SPOKEN, "boutons"):
        for path in sorted((SOURCES / folder).rglob("*.py")):
            if f"{path.parent.name}/{path.name}" in COMMANDS_ALONE:
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                    code, remede = node.args[0], (node.args[2:3] or [ast.Constant("")])[0]
                    if isinstance(code, ast.Constant) and (written := _written(remede)) is not None:
                        yield f"{path.name}:{node.lineno}", code.value, written


def _written(node):
    """A text of the program, « … » for what it computes; None when nothing of it is written there."""
    if isinstance(node, ast.JoinedStr):
        return "".join(one.value if isinstance(one, ast.Constant) else "…" for one in node.values)
    return node.value if isinstance(node, ast.Constant) else None


def _has_doc(node):
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)


def test_no_option_and_no_command_is_left_in_what_a_button_says():
    found = dict(sentences())
    assert len(found) > 20
    assert {where: parler(text) for where, text in found.items() if TYPED.search(parler(text))} == {}


def test_every_refusal_tells_somebody_who_has_buttons_what_to_do():
    found = list(refusals())
    assert len(found) > 200
    mute = [(where, code) for where, code, remede in found if not (langage.REMEDES.get(code) or parler(remede))]
    assert mute == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Corrigez --le ou --date.", ""),
        ("Vérifiez son numéro.", "Vérifiez son numéro."),
        ("Fermez-le. Corrigez --date. Puis recommencez.", "Fermez-le. Puis recommencez."),
        (
            "Lancez « relancier verifier » : il dit ce qui a changé.",
            "Lancez « Contrôler le classeur » : il dit ce qui a changé.",
        ),
        ("Copiez-la depuis un classeur neuf (« relancier modele »).", "Copiez-la depuis un classeur neuf."),
        ("Gardez la copie signée : avec --document, son empreinte est enregistrée.", "Gardez la copie signée."),
    ],
)
def test_a_sentence_is_kept_changed_or_left_out(written, said):
    assert parler(written) == said


def test_an_error_says_where_what_and_the_remedy_on_its_own_line():
    error = InvalidInput(
        "motif-vide", "Une annulation demande un motif.", "Donnez-le avec --motif.", Lieu(feuille="Taux")
    )
    assert langage.erreur(error) == (
        "feuille « Taux » : Une annulation demande un motif.\n\n→ Écrivez-le : il reste dans le classeur."
    )


def test_a_long_list_says_how_many_it_leaves_out():
    assert langage.liste(["a", "b", "c"], 1, ", ailleurs") == "• a\n… et 2 autres, ailleurs."
    assert langage.liste(["a", "b"], 1) == "• a\n… et 1 autre."
    assert langage.liste([]) == ""
