"""Open a workspace: its office and its catalog, typed and held to their shape.

Why: every command but `init` needs both, and a fault in them is told once, not once a case.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import catalog, yaml_text
from pipeline.collector import resting
from pipeline.errors import BerkasError, Problem, WorkspaceError
from pipeline.letterhead import read_picture
from pipeline.office import Office
from pipeline.personnel import office_people
from pipeline.shape import shape
from pipeline.store import Store
from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workspace whose office.yaml and catalog are in order.

    Attributes:
        workspace: its folders.
        office: what office.yaml says.
        catalog: the documents.
        picture: the letterhead's picture as PNG, or None where the office has none.
        warnings: what office.yaml and the catalog have that looks like a slip.
        prepared: templates that were made ready before; None makes them ready each time.
    """

    workspace: Workspace
    office: Office
    catalog: catalog.Catalog
    picture: bytes | None = None
    warnings: tuple[Problem, ...] = ()
    prepared: Store | None = None


@resting()
def open_workplace(workspace: Workspace, prepared: Store | None = None) -> Workplace:
    """Read office.yaml, its picture and the catalog.

    Args:
        workspace: the office's folder.
        prepared: where templates are kept that were made ready before.

    Raises:
        WorkspaceError: with all faults of office.yaml, or of its picture, or of the catalog.
    """
    office, warnings = _read_office(workspace)
    logo = office.kantor.logo
    picture = read_picture(workspace.office_file, logo) if logo else None
    documents = catalog.load(workspace.templates)
    warnings += documents.warnings
    return Workplace(workspace, office, documents, picture, warnings, prepared)


def _read_office(workspace: Workspace) -> tuple[Office, tuple[Problem, ...]]:
    try:
        source = yaml_text.read(workspace.office_file)
    except BerkasError as error:
        raise WorkspaceError(*error.problems) from error
    office, problems = shape(source, Office)
    if office is not None and "kepala" not in office.pejabat:
        place = source.place(("pejabat",), key=True)
        problems.append(Problem("RNG010", file=source.file, place=place, path="pejabat.kepala"))
    if office is None or problems:
        raise WorkspaceError(*problems)
    return office, (*source.warnings, *office_people(office, source))
