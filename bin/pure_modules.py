"""Print the modules that neither import Django nor lead to it: those whose types are checked strictly."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The settings of third parties that are Django's own.
DJANGO = {"django", "allauth", "csp", "config"}
LEFT_OUT = {"migrations", "data"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def pure_modules() -> list[Path]:
    """The paths of the modules whose imports never reach Django."""
    files = [p for p in sorted((ROOT / "campagnon").rglob("*.py")) if not LEFT_OUT & set(p.parts)]
    imports = {module_name(p): imported_names(ast.parse(p.read_text(encoding="utf-8"))) for p in files}
    impure = {m for m, names in imports.items() if any(n.split(".")[0] in DJANGO for n in names)}
    grew = True
    while grew:
        reached = {m for m, names in imports.items() if names & impure}
        grew = not reached <= impure
        impure |= reached
    return [p for p in files if module_name(p) not in impure and p.stat().st_size > 0]


if __name__ == "__main__":
    for path in pure_modules():
        print(path.relative_to(ROOT))
