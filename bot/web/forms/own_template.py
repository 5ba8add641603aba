"""A room's own forms (本室表样): HTML or Word with fields, dropped into a folder; ours are the fallback.

`DATA_DIR/forms/<room>/<form>.html` or `.docx`; the fields are those of our own template of that
name. They run in a sandbox: a form states, it does not compute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from bot.replies.qr import Drawn, qr_png
from bot.web.pages.templates import FOLDER

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

QR_WIDTH_MM = 24
FORMS = FOLDER / "forms"
# Parts of other templates, not forms of their own.
PARTS = frozenset({"sheet", "marks", "slip_again"})


def form_names() -> list[str]:
    """Every form that a room may bring its own of."""
    found = (path.name.removesuffix(".html.j2") for path in FORMS.glob("*.html.j2"))
    return sorted(set(found) - PARTS)


def own_template(data_dir: Path, room: str, form: str) -> Path | None:
    """The room's file for this form, Word before HTML; None where it uses ours."""
    folder = data_dir / "forms" / room
    if folder.parent != data_dir / "forms" or not folder.is_dir():
        return None
    found = (folder / f"{form}{ending}" for ending in (".docx", ".html"))
    return next((path for path in found if path.is_file()), None)


def filled_page(path: Path, context: Mapping[str, Any]) -> str:
    """The room's HTML with its fields filled in. Raises TemplateError."""
    with _told_as_its_own(path):
        filled = _sandbox().from_string(_source(path)).render(context)
    if not filled.strip():
        raise TemplateError(f"{path.name}: nothing is printed")
    return filled


def filled_document(path: Path, context: Mapping[str, Any]) -> bytes:
    """The room's Word document with its fields and codes filled in. Raises TemplateError.

    A field with nothing to say stays empty; a document that is none raises `TemplateError` too.
    """
    from docxtpl import DocxTemplate

    with _told_as_its_own(path):
        document = DocxTemplate(str(path))
        document.render(_pictured(dict(context), document), jinja_env=_sandbox(), autoescape=True)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def problems(data_dir: Path) -> Iterator[tuple[Path, str]]:
    """Files in the rooms' folders that no form uses or that cannot be read as templates."""
    known = form_names()
    for path in sorted((data_dir / "forms").glob("*/*")):
        if path.stem not in known or path.suffix not in (".docx", ".html"):
            yield path, f"no form has this name; known are {', '.join(known)}"
            continue
        try:
            _read(path)
        except TemplateError as error:
            yield path, str(error)


def _read(path: Path) -> None:
    with _told_as_its_own(path):
        if path.suffix == ".html":
            _sandbox().from_string(_source(path))
        else:
            from docxtpl import DocxTemplate

            DocxTemplate(str(path)).get_undeclared_template_variables(jinja_env=_sandbox())


def _source(path: Path) -> str:
    """As it was saved: in UTF-8, or as Chinese Windows saves pages."""
    saved = path.read_bytes()
    try:
        return saved.decode("utf-8-sig")
    except UnicodeDecodeError:
        return saved.decode("gb18030")


@contextmanager
def _told_as_its_own(path: Path) -> Iterator[None]:
    """Whatever a file of unknown making can do wrong is a fault of the form, not of the house."""
    try:
        yield
    except TemplateError:
        raise
    except Exception as error:
        raise TemplateError(f"{path.name}: {type(error).__name__}") from error


def _sandbox() -> SandboxedEnvironment:
    return SandboxedEnvironment(loader=FileSystemLoader(FOLDER), autoescape=True)


def _pictured(value: Any, document: DocxTemplate) -> Any:
    """The context with every drawn code as a picture that Word can hold."""
    if isinstance(value, Drawn):
        from docx.shared import Mm
        from docxtpl import InlineImage

        return InlineImage(document, BytesIO(qr_png(value.says)), width=Mm(QR_WIDTH_MM))
    if isinstance(value, Mapping):
        return {name: _pictured(each, document) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_pictured(each, document) for each in value]
    return value
