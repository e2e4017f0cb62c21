"""Hold the code to its sizes: functions 50 lines at most, pages 80, modules 250, the app file 60."""

import ast
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FUNCTION, PAGE, MODULE, APP = 50, 80, 250, 60
DECLARATIONS = "tables.py"
"""Holds every table and no code, so that each is declared once and found at once; length does it no harm."""


def too_long(path: Path) -> list[str]:
    """What in one file is over its bound, a sentence each; an empty list where nothing is."""
    text = path.read_text(encoding="utf-8")
    lines, name = text.count("\n"), path.relative_to(PROJECT)
    bound = APP if name.name == "streamlit_app.py" else PAGE if "pages" in name.parts else MODULE
    is_code = name.parts[0] != "tests" and name.name != DECLARATIONS
    found = [f"{name}: {lines} lines, {bound} at most"] if lines > bound and is_code else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            size = node.end_lineno - node.lineno + 1
            if size > FUNCTION:
                found.append(f"{name}: {node.name} has {size} lines, {FUNCTION} at most")
    return found


if __name__ == "__main__":
    folders = ("procurement", "tools", "benchmarks", "tests")
    files = [PROJECT / "streamlit_app.py", *(file for folder in folders for file in (PROJECT / folder).rglob("*.py"))]
    problems = [line for file in sorted(files) if file.is_file() for line in too_long(file)]
    print("\n".join(problems) or f"{len(files)} files hold to their sizes.")
    sys.exit(1 if problems else 0)
