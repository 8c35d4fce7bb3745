"""What makes a PDF fit for archives and for screen readers: standards, attachments, tags and streams."""

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Attachment as WeasyPrintAttachment
    from weasyprint import Document

VARIANT = "pdf/a-3a"
"""To be archived, with attachments and tags; `_claim` adds what PDF/UA-1 wants beside it."""

ACCESSIBLE = """\
<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the standard ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""The claim of PDF/UA-1, and the schema without which PDF/A takes that claim for a mistake."""

_VERSION = "1.7"
"""The version of PDF that both standards rest on."""

_SHORTER = b"\r\nendstream"
"""The end of a stream of which the last byte may be taken for the end of a line."""

_TRIES = 8
"""How often the tables of a file are written anew; each time one in 128 comes out with such an end."""

_PDFA = re.compile(rb'<rdf:Description [^>]*pdfaid:part="3"[^>]*/>')
"""The claim of PDF/A-3."""

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


class Attachment(NamedTuple):
    """A file that travels inside a PDF."""

    name: str
    content: bytes
    media_type: str
    relationship: str
    """What it is to the PDF: Source, where the PDF was made from it; Data, where it holds the PDF's figures."""
    description: str
    """A sentence for those who find it in their reader."""


def written(document: "Document", attachments: Sequence[Attachment]) -> bytes:
    """The bytes of the *document* with its *attachments*, by both standards; equal ones give equal bytes."""
    import pydyf

    finished: list[pydyf.PDF] = []

    def finish(document: "Document", file: pydyf.PDF) -> None:
        _claim(document, file)
        _settle_attachments(file, attachments)
        _set_running_heads_apart(file)
        _direct_heads(file)
        _compress(file)
        finished.append(file)
        objects.extend(file.objects)

    objects: list[pydyf.Object] = []
    embedded = [_embedded(one) for one in attachments]
    content: bytes = document.write_pdf(pdf_variant=VARIANT, attachments=embedded, finisher=finish)
    (file,) = finished
    for _ in range(_TRIES):
        if _SHORTER not in content:
            break
        # It is one of the tables that are made while writing: another object makes them end differently.
        objects.append(pydyf.Dictionary())
        file.objects[:] = objects[:-1]
        file.add_object(objects[-1])
        file.current_position = 0
        target = io.BytesIO()
        file.write(target, version=_VERSION, identifier=True, compress=True)
        content = target.getvalue()
    return content


def _embedded(attachment: Attachment) -> "WeasyPrintAttachment":
    """The *attachment* as WeasyPrint takes it; `_settle_attachments` gives it dates."""
    from weasyprint import Attachment as WeasyPrintAttachment

    return WeasyPrintAttachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=_NO_DATE,
        modified=_NO_DATE,
    )


def _claim(document: "Document", file: "pydyf.PDF") -> None:
    """Say which standards *file* meets: both, or none where it has a sign that is in no font of ours."""
    metadata = _pointed_to(file, file.catalog["Metadata"])
    (packet,) = metadata.stream
    if any(font.missing for font in document.fonts.values()):
        packet = _PDFA.sub(b"", packet)
    else:
        packet = packet.replace(b"</rdf:RDF>", ACCESSIBLE.encode() + b"</rdf:RDF>", 1)
    metadata.stream = [packet]
    metadata.compress = False  # PDF/A wants it readable by those who know nothing of PDF


def _settle_attachments(file: "pydyf.PDF", attachments: Sequence[Attachment]) -> None:
    """Give the attachments their types, the dates of *file*, and one place each among its associated files."""
    import pydyf

    if "AF" not in file.catalog:
        return
    file.catalog["AF"] = pydyf.Array(dict.fromkeys(file.catalog["AF"]))  # WeasyPrint names each twice
    media_types = {one.name: one.media_type for one in attachments}
    for reference in file.catalog["AF"]:
        named = _pointed_to(file, reference)
        embedded = _pointed_to(file, named["EF"]["F"])
        # Otherwise guessed, and as the machine's own list of types has it.
        embedded.extra["Subtype"] = f"/{media_types[named['UF'].string].replace('/', '#2f')}"
        for date in ("CreationDate", "ModDate"):
            embedded.extra["Params"].pop(date)
            if date in file.info:
                embedded.extra["Params"][date] = file.info[date]


def _set_running_heads_apart(file: "pydyf.PDF") -> None:
    """Mark running heads and page numbers as such, so that nobody has to hear them on every page (ISO 14289-1, 7.8).

    WeasyPrint tags them as text and leaves those tags out of the tree that is read.
    """
    import pydyf

    root = _pointed_to(file, file.catalog["StructTreeRoot"])
    top = root["K"][0]
    read = set(_pointed_to(file, top)["K"])
    pages = [_pointed_to(file, reference) for reference in file.page_references]
    number_of = {reference: number for number, reference in enumerate(file.page_references)}
    marks_of = _pointed_to(file, root["ParentTree"])["Nums"]
    apart = [
        one
        for one in file.objects
        if isinstance(one, pydyf.Dictionary) and "S" in one and one.get("P") == top and one.reference not in read
    ]
    for element in apart:
        number = number_of[element["Pg"]]
        for mark in _marks_under(file, element):
            marks_of[2 * number + 1][mark] = b"null"
            drawn = _pointed_to(file, pages[number]["Contents"]).stream
            at = drawn.index({"MCID": mark})
            drawn[at - 1 : at + 1] = [b"/Artifact", b"<</Type/Pagination>>"]


def _marks_under(file: "pydyf.PDF", element: "pydyf.Dictionary") -> Iterator[int]:
    """The marks of the text under *element*, which is forgotten on the way."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield kid
        else:
            yield from _marks_under(file, _pointed_to(file, kid))
    element.clear()


def _direct_heads(file: "pydyf.PDF") -> None:
    """Say of which cells each head of a table is the head: in its body of a row, else of a column."""
    import pydyf

    for element in file.objects:
        if isinstance(element, pydyf.Dictionary) and element.get("S") == "/TH":
            group = _pointed_to(file, _pointed_to(file, element["P"])["P"])
            element["A"]["Scope"] = "/Row" if group["S"] == "/TBody" else "/Column"


def _compress(file: "pydyf.PDF") -> None:
    """Compress the streams of *file*, each once; one that ends with a carriage return is written in letters.

    The end of line that follows would make the two one, and some readers and validators the stream a byte shorter.
    """
    import pydyf

    for stream in file.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            stream.compress = False
            plain = stream.data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
            packed = zlib.compress(plain)
            letters = packed.endswith(b"\r")
            stream.extra["Filter"] = pydyf.Array(["/ASCIIHexDecode", "/FlateDecode"]) if letters else "/FlateDecode"
            stream.stream = [packed.hex().encode() + b">" if letters else packed]


def _pointed_to(file: "pydyf.PDF", reference: bytes) -> "pydyf.Object":
    """What stands in *file* at that *reference*, such as b"7 0 R"."""
    return file.objects[int(reference.split()[0])]
