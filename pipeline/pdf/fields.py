"""Turn the form fields and signatures of a page into drawings on it.

Why: a field belongs to the document's form, and a signature to its bytes; neither survives in a
bundle. What a viewer shows of them does.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Page, Stream

from pipeline.pdf.boxes import Box, sorted_box

_HIDDEN = 2 | 32  # annotation flags Hidden and NoView
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def draw_fields(page: Page) -> bytes:
    """Take the fields off a page; return the operators that draw their looks on it."""
    listed = page.obj.get("/Annots")
    if not isinstance(listed, Array):
        return b""
    fields = [entry for entry in listed if _is_field(entry)]
    if not fields:
        return b""
    page.obj.Annots = Array([entry for entry in listed if not _is_field(entry)])
    drawn = bytearray()
    for field in fields:
        look = _appearance(field)
        if look is not None and not int(field.get("/F", 0)) & _HIDDEN:
            drawn += _draw(page, field, look)
    return bytes(drawn)


def sub_dictionary(holder: Object, key: str) -> Object:
    """Return the dictionary that stands in another under this key, made where there is none."""
    found = holder.get(key)
    if not isinstance(found, Dictionary):
        found = Dictionary()
        holder[key] = found
        return holder[key]
    return found


def _is_field(entry: object) -> bool:
    return isinstance(entry, Dictionary) and entry.get("/Subtype") == Name.Widget


def _appearance(field: Object) -> Stream | None:
    """Return the drawing that a viewer shows for an annotation, or None where it has none."""
    looks = field.get("/AP")
    look = looks.get("/N") if isinstance(looks, Dictionary) else None
    if isinstance(look, Dictionary):
        look = look.get(str(field.get("/AS", "/Off")))
    return look if isinstance(look, Stream) else None


def _draw(page: Page, field: Object, look: Stream) -> bytes:
    """Return the operators that put a field's look where the field stands (ISO 32000-1, 12.5.5)."""
    rect, box = sorted_box(field.Rect), _mapped_box(look)
    width, height = box[2] - box[0], box[3] - box[1]
    if width <= 0 or height <= 0:
        return b""
    wide, high = (rect[2] - rect[0]) / width, (rect[3] - rect[1]) / height
    look.Subtype = Name.Form
    name = _name_drawing(page, look)
    move = rect[0] - box[0] * wide, rect[1] - box[1] * high
    return f"q {wide:.6f} 0 0 {high:.6f} {move[0]:.4f} {move[1]:.4f} cm {name} Do Q\n".encode()


def _mapped_box(form: Stream) -> Box:
    """Return the upright box around a form's BBox after its own matrix."""
    left, bottom, right, top = sorted_box(form.BBox)
    a, b, c, d, e, f = (float(number) for number in form.get("/Matrix") or _IDENTITY)
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [a * x + c * y + e for x, y in corners]
    upward = [b * x + d * y + f for x, y in corners]
    return min(across), min(upward), max(across), max(upward)


def _name_drawing(page: Page, look: Stream) -> str:
    """List a drawing among a page's resources; names differ, since pages may share the list."""
    drawings = sub_dictionary(page.resources, "/XObject")
    name = f"/BerkasField{look.objgen[0]}"
    while name in drawings and drawings[name].objgen != look.objgen:
        name += "x"
    drawings[name] = look
    return name
