"""Makes a PDF that carries an invoice's data say so: the Factur-X description, in its own metadata. Pure."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

FILE_NAME = "factur-x.xml"
PROFILE = "EN 16931"
NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
PROPERTIES = {
    "DocumentFileName": ("name of the embedded XML invoice file", FILE_NAME),
    "DocumentType": ("INVOICE", "INVOICE"),
    "Version": ("The actual version of the Factur-X data", "1.0"),
    "ConformanceLevel": ("The conformance level of the Factur-X data", PROFILE),
}
# PDF/A lets a property stand only if its schema is described in the same metadata.
END_OF_SCHEMAS = "</rdf:Bag></pdfaExtension:schemas>"
END_OF_DESCRIPTIONS = "</rdf:RDF>"


def describe_facturx(pdf: bytes) -> bytes:
    """The same PDF, with the Factur-X properties and their schema added to what its metadata say."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    # It would say 1.3, which knows neither tags nor files inside.
    writer.pdf_header = "%PDF-1.7"
    metadata = writer.root_object["/Metadata"].get_object()
    if not isinstance(metadata, StreamObject):
        raise ValueError("a PDF without metadata")
    metadata.set_data(_described(metadata.get_data().decode()).encode())
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _described(metadata: str) -> str:
    values = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, (_what, value) in PROPERTIES.items())
    description = f'<rdf:Description rdf:about="" xmlns:fx="{NAMESPACE}">{values}</rdf:Description>'
    schema = _before(END_OF_SCHEMAS, _schema(), metadata)
    return _before(END_OF_DESCRIPTIONS, description, schema)


def _schema() -> str:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{what}</pdfaProperty:description>"
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        for name, (what, _value) in PROPERTIES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _before(mark: str, addition: str, text: str) -> str:
    if text.count(mark) != 1:
        raise ValueError(f"metadata without {mark}")
    return text.replace(mark, addition + mark)
