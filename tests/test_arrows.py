"""The arrows between the modules run one way: records ← knowledge ← stages ← extraction ← corpus ← cli.

A new module belongs into the table below; what it may import says on which floor it lives.
"""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOME = ROOT / "pipeline"

STAGE = {"records", "knowledge"}
PRINTED = {"records", "printed", "validate"}
MAY_IMPORT = {
    "records": set(),
    "knowledge": {"records"},
    **dict.fromkeys(("read", "restore", "outline", "document", "quantities", "bind", "grid", "tables", "annexes", "normalise",
                     "check", "identify", "order"), STAGE),
    "printed": {"records"},
    "validate": {"records", "printed"},
    "write": PRINTED,
    "evaluate": PRINTED,
    "difference": PRINTED | {"knowledge"},
    "browse": PRINTED,
    "explain": STAGE | {"quantities", "bind", "normalise", "printed"},
    "extraction": STAGE | {"read", "restore", "outline", "document", "quantities", "bind", "grid", "tables", "annexes",
                           "normalise", "check", "identify", "order"},
    "corpus": STAGE | PRINTED | {"extraction", "read", "write"},
    "summary": {"records", "corpus"},
    "cli": {"knowledge", "printed", "validate", "corpus", "evaluate", "summary", "extraction", "explain", "difference", "browse"},
    "__main__": {"cli"},
    "__init__": {"records", "corpus", "extraction", "difference"},
}
LIBRARIES = {  # each heavy library in its one place
    "pandas": {"write"}, "jieba": {"bind"}, "lxml": {"read"}, "docx": {"read"}, "jsonschema_rs": {"validate"},
    "jsonschema": {"validate"},
}
LINES, FUNCTION = 260, 50
LONGER: dict[str, int] = {}


def modules():
    return sorted(HOME.rglob("*.py"))


def room(path):
    """The module or package right below pipeline/ that the file belongs to."""
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def imports(path):
    """Dotted names that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if node.module == "pipeline" else [node.module]


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_what_lies_below_it(path):
    own = room(path)
    assert own in MAY_IMPORT, f"{own} has no place in the table of this test; say what it may import"
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("pipeline.")}
    assert ours <= MAY_IMPORT[own] | {own}, f"{own} reaches up to {sorted(ours - MAY_IMPORT[own] - {own})}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_library_lives_in_one_place(path):
    for name in imports(path):
        library = name.split(".")[0]
        assert room(path) in LIBRARIES.get(library, {room(path)}), f"{library} belongs into {LIBRARIES[library]}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_can_be_read_in_one_sitting(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGER.get(name_of(path), LINES), f"{text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno - node.lineno < FUNCTION, f"{node.name} has {node.end_lineno - node.lineno + 1} lines"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_what_is_public_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module says nothing about itself"
    missing = [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))
               and not node.name.startswith("_") and not ast.get_docstring(node) and len(ast.unparse(node).splitlines()) > 8]
    assert not missing, f"no docstring: {', '.join(missing)}"


def test_no_module_is_a_drawer_for_everything():
    assert not [path for path in modules() if path.stem in ("utils", "util", "helpers", "helper", "manager", "common", "misc")]


def test_the_package_lists_all_its_parts():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in HOME.rglob("__init__.py")}
    assert set(packages) == found | {"pipeline.schemas"}


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, pipeline; print([name for name in ('pandas', 'lxml', 'jieba', 'docx', 'regex') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout.strip() == "[]"


def test_a_text_is_extracted_without_the_libraries_of_other_formats(tmp_path):
    code = ("import io, sys\nfrom pipeline.cli import run\n"
            f"run(['extract', 'raw', '-o', {str(tmp_path)!r}], io.StringIO(), io.StringIO())\n"
            "print([name for name in ('lxml', 'docx', 'jsonschema') if name in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout.strip() == "[]"
