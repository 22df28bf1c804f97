"""The register of products: every file of the site that is not a page of the theme.

A product is a module with `files`, what it writes, and `addresses`, what it promises (see adressen.lock). A new one is
a line in `PRODUCTS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from infobox.catalogue.infobox import Infobox
from infobox.exports import (
    api,
    browser,
    dcat,
    embedded,
    feeds,
    frozen,
    matrices,
    opensearch,
    packages,
    pdf,
    qr,
    redirects,
    references,
    reviews,
    security,
    skos,
    tables,
    workbook,
    worklist,
)
from infobox.exports.source import Source


@dataclass(frozen=True)
class Product:
    """`files` gives (path from the root, content); `addresses` gives (address, owner) whatever the settings are."""

    name: str
    files: Callable[[Source], Iterator[tuple[str, str | bytes]]]
    addresses: Callable[[Infobox], Iterator[tuple[str, str]]]


PRODUCTS = (
    Product("redirects", redirects.files, lambda _: iter(())),  # pages, so catalogue/addresses.py has theirs
    Product("feeds", feeds.files, feeds.addresses),
    Product("embedded", embedded.files, embedded.addresses),
    Product("packages", packages.files, packages.addresses),
    Product("pdf", pdf.files, pdf.addresses),
    Product("references", references.files, references.addresses),
    Product("qr", qr.files, qr.addresses),
    Product("matrices", matrices.files, matrices.addresses),
    Product("api", api.files, api.addresses),
    Product("frozen", frozen.files, frozen.addresses),
    Product("tables", tables.files, tables.addresses),
    Product("workbook", workbook.files, workbook.addresses),
    Product("skos", skos.files, skos.addresses),
    Product("dcat", dcat.files, dcat.addresses),
    Product("reviews", reviews.files, reviews.addresses),
    Product("browser", browser.files, browser.addresses),
    Product("opensearch", opensearch.files, opensearch.addresses),
    Product("security", security.files, security.addresses),
    Product("worklist", worklist.files, worklist.addresses),
)


def product_files(source: Source) -> Iterator[tuple[str, str | bytes]]:
    """(path from the root, content) of every file of every product."""
    for product in PRODUCTS:
        yield from product.files(source)


def product_addresses(infobox: Infobox) -> dict[str, str]:
    """Address -> owner of every file of every product that is no page."""
    return dict(pair for product in PRODUCTS for pair in product.addresses(infobox))
