"""A Windows of our own: a folder as its disk, a dictionary as its registry."""

from pathlib import Path


class FauxPoste:
    """See relancier.excel.poste.Poste. All is installed and nothing is forbidden, until a test says otherwise."""

    def __init__(self, disque: Path) -> None:
        self.disque = disque
        utilisateur = disque / "Users" / "Zoé Żak"
        self.variables = {
            "USERPROFILE": str(utilisateur),
            "APPDATA": str(utilisateur / "AppData" / "Roaming"),
            "LOCALAPPDATA": str(utilisateur / "AppData" / "Local"),
            "PROGRAMDATA": str(disque / "ProgramData"),
        }
        self.systeme_nomme = "win32"
        self.installe = True
        self.marques: set[Path] = set()
        self.marque_ce_qui_arrive = False
        excel = disque / "Program Files" / "Microsoft Office" / "root" / "Office16" / "EXCEL.EXE"
        self.registre_lu: dict[tuple[str, str], str | int] = {
            (r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe", ""): str(excel),
            (r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "VersionToReport"): "16.0.17928.20148",
            (r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform"): "x64",
        }
        self.executable = utilisateur / "AppData" / "Local" / "Programs" / "Python" / "Python312" / "python.exe"
        self.put_python(self.executable)

    def put_python(self, executable: Path) -> None:
        self.executable = executable
        executable.parent.mkdir(parents=True, exist_ok=True)
        executable.with_name("pythonw.exe").write_bytes(b"MZ")

    def systeme(self) -> str:
        return self.systeme_nomme

    def variable(self, nom: str) -> str:
        return self.variables.get(nom, "")

    def registre(self, cle: str, nom: str) -> str | int | None:
        return self.registre_lu.get((cle, nom))

    def vient_d_internet(self, path: Path) -> bool:
        return self.marque_ce_qui_arrive or path in self.marques

    def demarquer(self, path: Path) -> None:
        self.marque_ce_qui_arrive = False
        self.marques.discard(path)

    def python(self) -> Path:
        return self.executable

    def est_installe(self) -> bool:
        return self.installe

    @property
    def complement(self) -> Path:
        return Path(self.variables["APPDATA"]) / "Microsoft" / "Excel" / "XLSTART" / "relancier.xlam"

    @property
    def fichier_python(self) -> Path:
        return Path(self.variables["LOCALAPPDATA"]) / "Relancier" / "python.txt"

    def fichiers(self) -> set[str]:
        """Every file on the disk but Python, by its name."""
        return {path.name for path in self.disque.rglob("*") if path.is_file() and path.name != "pythonw.exe"}
