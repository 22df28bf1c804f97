"""security.txt, as RFC 9116 wants it."""

from datetime import date, datetime

from infobox.catalogue.identity import Security, Site
from infobox.catalogue.infobox import Infobox
from infobox.exports.security import PATH, files
from infobox.exports.source import Source

CONTACT = Security("https://www.voorbeeld-instituut.nl/lek-melden", date(2027, 11, 1))


def made(infobox: Infobox, site: Site) -> dict[str, list[tuple[str, str]]]:
    return {
        path: [(name, value) for name, _, value in (line.partition(": ") for line in text.splitlines())]
        for path, text in files(Source(infobox, {}, site))
    }


def test_it_names_contact_and_end_once_each(sample: Infobox) -> None:
    fields = made(sample, Site("Infobox", "https://infobox.test/pad/", security=CONTACT))[PATH]
    assert sorted(name for name, _ in fields) == ["Canonical", "Contact", "Expires", "Preferred-Languages"]
    told = dict(fields)
    assert told["Contact"] == CONTACT.contact
    assert told["Canonical"] == "https://infobox.test/pad/.well-known/security.txt"
    assert datetime.fromisoformat(told["Expires"]).date() == CONTACT.until
    assert datetime.fromisoformat(told["Expires"]).tzinfo is not None


def test_without_an_address_of_the_site_it_does_not_say_where_it_stands(sample: Infobox) -> None:
    assert "Canonical" not in dict(made(sample, Site("Infobox", security=CONTACT))[PATH])


def test_without_a_contact_there_is_none(sample: Infobox) -> None:
    assert made(sample, Site("Infobox", "https://infobox.test/")) == {}
