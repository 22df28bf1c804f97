"""Every message of the check: its anchor on the page *Meldingen*, how it reads, and what is behind it, for an editor.

The one list of them. '…' in a message stands for words that differ each time. tests/test_messages.py holds that every
message in the code is in it; `infobox meldingen docs/meldingen.md` writes the page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PAGE = "meldingen"  # of docs/, and its address


@dataclass(frozen=True)
class Explained:
    """A message, or a few that are about one thing."""

    anchor: str
    says: tuple[str, ...]
    text: str


def _one(anchor: str, says: str | tuple[str, ...], text: str) -> Explained:
    return Explained(anchor, (says,) if isinstance(says, str) else says, text)


GROUPS: Mapping[str, tuple[Explained, ...]] = {
    "De opbouw van een bestand": (
        _one("leeg", "het bestand is leeg, of er staan geen sleutels in", "Een bestand begint met een sleutel, een dubbele punt en een waarde. Kopieer de opbouw van een bestand van dezelfde soort."),
        _one("gewone-tekst", "dit is gewone tekst; in dit bestand hoort voor elk stukje tekst een sleutel", "Er is een tekst in het bestand geplakt. Zet elk deel achter de sleutel waar het bij hoort, zoals `samenvatting: >-`."),
        _one("opbouw", ("de opbouw klopt hier niet", "de opbouw klopt hier niet: …"), "De computer kan deze regel niet lezen. Kijk naar de spaties ervoor, aanhalingstekens, haakjes en dubbele punten."),
        _one("regels-niet-te-lezen", "er zijn nog … regels die zo niet te lezen zijn", "Na twintig van zulke regels stopt het tellen. Verbeter eerst die, dan blijkt vaak de rest ook te kloppen."),
        _one("kan-niet-beginnen", "een tekst kan niet zomaar beginnen met het teken …", "Tekens als `[`, `*`, `&`, `%`, `@` en `>` betekenen iets voor de computer. Met aanhalingstekens eromheen zijn het gewone letters."),
        _one("dubbele-punt-in-tekst", "een dubbele punt met een spatie erachter kan niet zomaar in een tekst", "De computer denkt dat er een nieuwe sleutel begint. Zet de hele waarde tussen aanhalingstekens."),
        _one("haakje-open", "het haakje … wordt niet gesloten", "Wie een lijst tussen haken begint, sluit die ook."),
        _one("komma-ontbreekt", "tussen twee delen ontbreekt een komma", "In een lijst tussen haken staat tussen twee delen een komma."),
        _one("aanhalingsteken-open", ("het aanhalingsteken (…) aan het begin wordt niet gesloten", "de aanhalingstekens (…) staan hier niet alleen aan het begin en het eind"), "Aanhalingstekens om een waarde staan helemaal vooraan en helemaal achteraan, of nergens. Komt het teken ook in de tekst voor, gebruik dan het andere soort."),
        _one("aanhalingsteken-los", "hier staat een los aanhalingsteken", "Aan het eind staat een aanhalingsteken dat nergens begint. Het zou zo op de site komen."),
        _one("aanhalingstekens-op-de-site", ("de aanhalingstekens om deze waarde (… en …) komen zo op de site", "de aanhalingstekens om deze tekst komen zo op de site"), "Word maakt gekrulde aanhalingstekens. Voor de computer zijn dat gewone letters, dus een lezer zou ze zien."),
        _one("valt-weg", "'…' komt niet op de site: alles na een spatie en een # valt weg", "Na een spatie en een `#` leest de computer niet verder. Hoort het bij de tekst, zet dan alles tussen aanhalingstekens."),
        _one("tabs", ("hier staat een tab", "voor deze regel staat …"), "Inspringen gaat met gewone spaties, twee per keer. Tabs en vaste spaties zien er hetzelfde uit, maar zijn het niet."),
        _one("inspringen", ("deze regel springt niet goed in", "deze regel springt te ver in", "deze regel springt anders in dan de rest van de lijst", "deze regel hoort bij '…', maar springt niet in"), "Wat bij elkaar hoort, begint even ver van de kantlijn. De melding zegt hoeveel spaties er horen."),
        _one("streepje-te-veel", ("hier hoort geen streepje", "er staat een streepje te veel", "bij '…' hoort geen streepje", "achter '…:' kan geen streepje staan", "er staat een streepje, haakje of dubbele punt te veel"), "Een streepje met een spatie begint een deel van een lijst. Eén per regel, vooraan."),
        _one("streepje-spatie", "na het streepje hoort een spatie", "Zonder spatie is het streepje een letter van het woord erna."),
        _one("streepje-uit-word", "deze regel begint met een … dat de site niet kent (…)", "Word en mail maken andere streepjes en bolletjes dan het toetsenbord. Typ een gewoon streepje en een spatie."),
        _one("dubbele-punt", "na '…' hoort een dubbele punt en een spatie", "Tussen een sleutel en de waarde staan een dubbele punt en een spatie."),
        _one("sleutel-voor-waarde", ("voor '…' ontbreekt een sleutel", "bij '…' ontbreekt een sleutel"), "Hier staat een waarde, maar niet wat het is. De melding zegt welke sleutel ervoor hoort."),
        _one("sleutel-zonder-opmaak", "een sleutel staat er zonder opmaak", "Sterretjes en andere opmaak horen niet om een sleutel."),
        _one("twee-sleutels", "op deze regel staan twee sleutels: '…' en '…'", "Elke sleutel staat op een eigen regel. De melding zegt wat er op de regel eronder moet."),
        _one("regel-hoort-niet", ("de regel '…' hoort hier niet", "de regel '…' hoort niet in het bestand", "accolades horen hier niet"), "Deze regel is geen sleutel en hoort ook niet bij de tekst erboven. Vaak komt hij mee bij het kopiëren."),
        _one("eigen-regels-eronder", ("achter '…:' kan hier niets staan, want eronder staan eigen regels", "onder '…' horen eigen regels"), "Onder deze sleutel horen andere sleutels, elk op een eigen regel die inspringt."),
        _one("lange-tekst", ("achter >- kan geen tekst staan", "'…' kan hier niet"), "Na `>-` begint een lange tekst op de volgende regel, twee spaties verder van de kantlijn."),
        _one("twee-versies", "hier staan twee versies door elkaar, na het samenvoegen van voorstellen", "Twee mensen veranderden dezelfde regels. Kies per stuk welke tekst blijft, en haal de regels met <<<<<<<, ======= en >>>>>>> weg."),
        _one("bestand-in-tweeen", "de regel '---' deelt het bestand in tweeën", "Eén bestand gaat over één onderwerp."),
        _one("verwijzing-met-sterretje", ("een verwijzing met een sterretje (*…) kan hier niet", "een merkteken (&…) kan hier niet", "een label (…) kan hier niet"), "De computer kent tekens om binnen een bestand te verwijzen. Hier mogen ze niet: wie een bestand leest, moet alles zien staan."),
        _one("te-diep", "er staan meer dan … lagen in elkaar", "Zo diep is geen enkel bestand. Vergelijk het met een bestand van dezelfde soort."),
        _one("sleutel-is-lijst", "een sleutel is hier geen woord maar een lijst", "Voor de dubbele punt hoort één woord."),
        _one("te-groot", "het bestand is … kB groot; meer dan … kB mag niet", "Een onderwerp past ruim binnen deze grens. Is er iets dubbel geplakt?"),
        _one("geen-utf8", ("hier staat een teken dat geen UTF-8 is", "dit bestand is geen UTF-8", "deze pagina is geen UTF-8"), "Het bestand is bewaard op een oude manier. Kies bij het bewaren voor UTF-8, of plak de tekst opnieuw in de browser."),
        _one("bom", "het bestand begint met een BOM", "Sommige programma's zetten een onzichtbaar teken vooraan. Kies bij het bewaren voor UTF-8 zonder BOM."),
        _one("onzichtbaar", ("hier staat een onzichtbaar teken (…)", "hier staat een onzichtbaar teken dat de leesrichting omkeert (…)", "hier staat een stuurteken (…)", "hier staat een teken zonder betekenis (…)"), "Zulke tekens komen mee bij het kopiëren. Wis het stukje en typ het opnieuw."),
    ),
    "Sleutels": (
        _one("sleutel-onbekend", "de sleutel '…' bestaat hier niet", "Elke soort heeft vaste sleutels. Zie de tabellen bij [Bijdragen](bijdragen.md#velden)."),
        _one("sleutel-twee-keer", "de sleutel '…' staat hier voor de tweede keer", "De computer kan er maar één gebruiken. Voeg de twee samen."),
        _one("ontbreekt", ("'…' ontbreekt", "'code' ontbreekt", "'nummer' of 'titel' ontbreekt"), "Deze sleutel is verplicht."),
        _one("waarde-leeg", "'…' is leeg", "Is het niet bekend en niet verplicht, haal dan de hele regel weg. Een lege regel zegt niemand iets."),
        _one("geen-waarde", "… is geen waarde voor '…'", "Hier kan alleen een van de vaste woorden staan. De melding noemt ze."),
        _one("moet-tekst-zijn", ("'…' moet tekst zijn, en hier staat …", "'…' moet tekst zijn, en … leest een computer als …", "'…' moet tekst zijn"), "Een getal, een dag en woorden als nee leest een computer anders dan een mens. Tussen aanhalingstekens blijft het wat er staat."),
        _one("moet-getal-zijn", ("'…' moet een getal zijn, en hier staat …", "… is geen jaartal van vier cijfers"), "Schrijf alleen het getal, zonder aanhalingstekens of woorden eromheen."),
        _one("moet-dag-zijn", ("'…' moet een dag zijn, en hier staat …", "… bestaat niet: …", "… bestaat niet", "er staat geen dag bij", "er staat geen dag bij: …"), "Een dag staat er als jaar, maand en dag: `2026-11-21`. Alleen een maand of een jaar is niet genoeg."),
        _one("ja-of-nee", "'…' kan alleen true (ja) of false (nee) zijn, en hier staat …", "Schrijf true voor ja en false voor nee."),
        _one("moet-lijst-zijn", ("'…' moet een lijst zijn", "elk zoekwoord hoort op een eigen regel", "de dag en de tekst horen elk op een eigen regel"), "Onder deze sleutel staan delen, elk op een eigen regel met een streepje ervoor."),
        _one("lengte", ("'…' telt … tekens", "'…' telt …"), "Te kort zegt een lezer niets, te lang leest niemand. De melding noemt de grens."),
        _one("vorm", "'…' heeft niet de vorm van '…'", "De melding zegt hoe deze waarde eruit hoort te zien."),
        _one("grens", "… kan niet bij '…'", "Het getal is te groot of te klein voor wat hier hoort."),
        _one("toekomst", "… ligt in de toekomst", "Een dag zegt wanneer iets is gebeurd. Klopt het jaar?"),
        _one("herzien", "'herzien_voor' ligt voor 'herzien_op'", "Eerst kijkt iemand het na, en daarna komt er een dag waarop dat weer moet. Staan de twee dagen verwisseld?"),
        _one("twee-keer-in-lijst", "'…' staat hier twee keer", "Eén keer is genoeg."),
        _one("een-regel", "deze tekst moet op één regel passen", "Hier kan geen witregel in. Een lange regel breken mag, met `>-`."),
    ),
    "Teksten": (
        _one("html", ("… lijkt op HTML", "… lijken op HTML"), "Een tekst is gewone tekst. De site zorgt zelf voor de opmaak."),
        _one("opmaak", ("'…' lijkt op opmaak", "een opsomming kan niet in een tekst"), "Sterretjes, haken voor links en lijstjes werken hier niet. Verwijzen gaat met een code, zoals `@S03`."),
        _one("opdracht", ("'…' lijkt op een opdracht aan de browser", "'…' mag niet in een tekst"), "Zulke tekens kunnen op een website iets in gang zetten. Schrijf het in gewone woorden."),
        _one("adres-in-tekst", "een adres in een tekst wordt geen link", "Zet een adres bij `link`, `overige_links` of `bronnen`. Dan wordt het een link, en wordt het gecontroleerd."),
        _one("staat-er-nog", ("'…' staat er nog", "'…' is geen tekst voor een lezer"), "Hier staat een invulwoord of een aantekening. Schrijf wat een lezer moet weten, of haal de regel weg."),
        _one("wordt-geen-verwijzing", "'…' wordt geen verwijzing", "Een verwijzing is een apenstaartje met een code in hoofdletters: `@S03`. Een naam of id werkt zo niet."),
        _one("waarom-twee-keer", "deze 'waarom' staat ook in …, regel …", "De regel zegt wat juist dit instrument juist op deze plek doet. Past hij ook ergens anders, dan zegt hij te weinig."),
        _one("zegt-niets", "'…' zegt niets over dit instrument", "Deze woorden passen bij elk instrument. Schrijf wat dit hier doet. Het is een aanwijzing; de controle houdt er niets om tegen."),
        _one("begint-gelijk", "deze reden begint net als die in …", "Wie beide regels leest, leert niets nieuws. Schrijf wat hier anders is. Het is een aanwijzing."),
        _one("spreekt-aan", "'…' spreekt de lezer aan; deze teksten doen dat nergens", "De teksten zeggen wat een team doet, en spreken niemand aan. Het is een aanwijzing."),
        _one("niet-af", ("de laatste zin is niet af", "hier staat nog '…'"), "Er ontbreekt een punt, of er staat nog een aantekening. Het is een aanwijzing."),
        _one("los-teken", "bij het teken … ontbreekt het tweede", "Een aanhalingsteken of haakje staat er alleen. Zet het tweede erbij, of haal het weg. Het is een aanwijzing."),
        _one("opmaak-aanwijzing", "… komt zo op de site", "De teksten zijn gewone tekst: streepjes, hekjes en liggende streepjes worden geen lijst, kop of schuine letter, en een plaatje leest niet iedereen. Het is een aanwijzing."),
        _one("over-het-adres", ("'…' gaat over het adres, niet over de inhoud", "er staat niet waarom de inhoud mogelijk verouderd is"), "Bij `actualiteit` staat of de inhoud nog geldt. Of een link werkt, zegt de site zelf. Het is een aanwijzing."),
        _one("burgerservicenummer", "'…' kan een burgerservicenummer (BSN) zijn", "Haal het meteen weg en vraag de redactie om het ook uit de geschiedenis te halen."),
        _one("e-mailadres-persoon", ("'…' lijkt het e-mailadres van een persoon", "dit is een e-mailadres en geen pagina", "dit is een telefoonnummer en geen pagina"), "Noem een algemeen adres zoals info@, of de site van de organisatie."),
        _one("telefoon-belt-niet", "dit nummer kan een telefoon zo niet bellen", "Schrijf cijfers met streepjes ertussen, zoals men het in Nederland belt. Dan wordt het op de telefoon een knop."),
        _one("mobiel-nummer", "'…' is een mobiel nummer", "Noem het algemene nummer van de organisatie, niet dat van een mens."),
    ),
    "Ids, codes en verwijzingen": (
        _one("bestaat-niet", ("… '…' bestaat niet", "hier hoort het id van een …, en '…' is dat niet", "'…' bestaat niet in data/…/"), "Hier hoort het id van iets dat er is: de naam van het bestand, zonder `.yml`. De melding noemt wat erop lijkt."),
        _one("andere-soort", "'…' is een … en geen …", "Het bestaat, maar is iets anders dan hier hoort."),
        _one("id-geen-adres", ("hier hoort het id van een …, en geen adres", "dit is een bron van de site en geen adres", "hier hoort de naam van een site en geen heel adres"), "Bij deze sleutel hoort een naam, geen adres. Een adres komt achter `url:`."),
        _one("vervallen-id", ("… '…' (…) is vervallen of gesplitst", "'…' is … en telt niet meer mee", "'…' is zelf niet meer actief", "'…' is niet meer actief"), "Verwijs naar wat ervoor in de plaats kwam, of haal de verwijzing weg."),
        _one("geen-code", "'…' kan geen code zijn", "Een code is een letter met cijfers. De melding noemt de code die dit onderwerp heeft, of de eerste vrije."),
        _one("code-bezet", "de code … is al van …", "Een code hoort voor altijd bij één onderwerp. Neem de vrije code uit de melding."),
        _one("nummer-en-code", "het nummer is …, maar de code is …", "Bij een bouwsteen zijn nummer en code gelijk: nummer 7 is B7."),
        _one("verwijst-naar-niets", "'…' verwijst naar niets", "Zeg erbij waar mensen met deze woorden naar op zoek zijn."),
        _one("blok-zonder-stof", "blok '…' verwijst naar niets op deze site", "Een blok van een lesset rust op iets dat hier staat. Noem een standaard, situatie, instrument, bouwsteen of begrip."),
        _one("verwant-aan-zichzelf", ("een standaard kan niet aan zichzelf verwant zijn", "een begrip kan niet aan zichzelf verwant zijn", "een onderwerp kan zichzelf niet vervangen"), "Noem een ander onderwerp, of haal de regel weg."),
        _one("standaard-zonder-instrument", "geen enkel instrument verwijst naar deze standaard", "Een lezer zou hier niets vinden. Zet bij minstens één instrument waarom het hier dient."),
        _one("onder-zichzelf", "'…' valt zo onder zichzelf", "Bij `breder` staat waar een begrip een vorm of een deel van is. Wie dat volgt, mag niet uitkomen waar het begon."),
        _one("breder-en-verwant", "'…' is al breder of smaller dan dit begrip", "Wat bij `breder` past, hoort niet ook bij `verwant`. Kies wat de bron zegt."),
        _one("kring", "de opvolgers lopen in een kring: …", "Volg de opvolgers: ze komen weer uit waar ze begonnen. Haal er een weg."),
        _one("opvolger-ontbreekt", ("de status is 'opgevolgd', maar 'opvolger' ontbreekt", "de status is '…', maar '…' ontbreekt"), "Wat bij deze status hoort, moet er ook staan."),
        _one("bron-of-url", "een bron heeft óf 'bron' óf 'url'", "Een bron is een van de stukken in `data/bronnen/`, of een pagina op het web. Niet allebei."),
        _one("bron-nergens-anders", "deze bron staat bij geen enkel ander onderwerp", "Een stap in een situatie leunt op een bron die de site al kent. Zet de bron eerst bij een instrument of standaard."),
        _one("begin-past-niet", "'…' hoort niet bij deze standaard", "Om mee te beginnen noemt een standaard alleen instrumenten die er al bij staan."),
        _one("eigen-pagina-bezet", "dit adres is al de eigen pagina van …", "Twee instrumenten kunnen niet dezelfde eigen pagina hebben. Is het hetzelfde instrument?"),
        _one("titel-twee-keer", ("de titel staat ook in …", "die afkorting heeft ook …"), "Een lezer kan de twee niet uit elkaar houden. Zijn ze hetzelfde, voeg ze dan samen."),
    ),
    "Adressen van andere sites": (
        _one("geen-adres", ("'…' is geen adres", "in een adres mogen geen spaties, aanhalingstekens of haakjes < > { } staan", "hier staan twee adressen"), "Kopieer het adres opnieuw uit de adresregel van de browser. Eén adres per regel."),
        _one("zonder-https", ("'…' begint niet met https://", "dit adres begint niet met https://, en wordt gezocht op deze site", "dit adres begint met http://, en elders staat deze site met https://"), "Een volledig adres begint met https://. Dan is de verbinding ook veilig."),
        _one("niet-openbaar", ("'…' is geen openbare website", "het adres gebruikt poort …", "er staat een naam of wachtwoord in het adres", "dit bestand staat op een eigen computer; een lezer kan er niet bij", "een bestand op … is niet voor iedereen, en vaak niet lang", "'…' lijkt een intranet; een lezer kan er niet bij", "'' is geen openbare website"), "Iedereen moet het kunnen openen, zonder in te loggen. Zoek de openbare pagina."),
        _one("adres-met-omweg", ("dit adres loopt via …", "het adres vertelt waar de lezer vandaan komt (…)", "… is een verkort adres: niemand ziet waar het heen gaat, en het kan verlopen", "het adres wijst naar een stukje tekst (#:~:text=), en dat houdt geen stand"), "Een mail of zoekmachine maakt een omweg van een adres, of zet er meetcodes achter. De melding geeft het adres zonder."),
        _one("adres-verschreven", ("er staat meer dan het adres", "het begin van het adres klopt niet", "https:// staat er twee keer", "in een adres horen schuine strepen naar voren (/)", "voor het adres ontbreekt https://", "in een adres kan geen spatie staan", "achter het adres staat een teken te veel (…)", "'…' is een tikfout"), "Bij het overnemen is iets veranderd. De melding geeft het adres zoals het is bedoeld; open het ter controle."),
        _one("lijkt-op-andere-site", "de site … staat nergens anders, en lijkt op …", "Vaak is het een tikfout. Klopt het toch, zet er dan `gecontroleerd_op` bij: dan heeft iemand gekeken. Een bron heeft dat veld niet; maak dan een organisatie met die site."),
        _one("elders-vervangen", "dit adres is in … vervangen, en staat hier nog", "Hetzelfde adres staat op meer plekken. Vervang het overal, of leg uit waarom niet."),
        _one("link-stuk", "het adres … is …: …", "Het adres bestaat niet of mag hier niet staan. Open het zelf. Zoek anders het nieuwe adres bij de maker."),
        _one("isbn", ("'…' is geen ISBN", "een ISBN heeft 10 of 13 cijfers, en hier staan er …", "het ISBN … kan niet: …", "voor het ISBN staat een woord te veel"), "Een ISBN heeft een controlecijfer. Klopt dat niet, dan is er een cijfer verkeerd overgenomen."),
        _one("doi", ("'…' is geen DOI", "rond de DOI staat iets te veel"), "Een DOI begint met 10. en staat er zonder https://doi.org/ ervoor."),
    ),
    "Namen van bestanden": (
        _one("bestandsnaam", ("de bestandsnaam '…' mag niet", "deze bestandsnaam mag niet", "deze bestandsnaam mag hier niet", "het id '…' is anders dan de bestandsnaam '…'"), "De naam wordt het adres van de pagina: kleine letters zonder accent, cijfers en streepjes."),
        _one("bestand-hoort-hier-niet", ("dit bestand hoort hier niet", "dit is geen gewoon bestand", "een map hoort hier niet", "de map '…' hoort hier niet", "er staan nog … die hier niet horen"), "In deze map horen alleen bestanden van één soort, die eindigen op `.yml`."),
        _one("verkeerde-map", "dit is een …, en staat in de map met …", "De sleutels passen bij een andere soort dan de map. Verplaats het bestand."),
        _one("kopie", "dit bestand is een kopie van …", "Maak er een eigen onderwerp van, of haal het weg."),
        _one("te-veel", ("er staan … bestanden in deze map; naar … daarvan is niet gekeken", "deze pagina is er een te veel", "deze regel telt … tekens"), "Zo veel leest de controle niet. Vraag iemand die de techniek kent."),
    ),
    "Hernoemen, splitsen en vervallen": (
        _one("adres-verdwijnt", "het adres … (van …) zou verdwijnen", "Mensen verwijzen naar dit adres, ook op papier. Zet bij `levensloop` wat ermee gebeurde; zie [het leven van een adres](handboek.md#leven)."),
        _one("adres-naar-ander", "het adres … is van …, maar zou naar … gaan", "Een adres gaat niet over naar een ander onderwerp. Kies een andere naam."),
        _one("adres-twee-eigenaren", "… van … en van … zijn", "Twee onderwerpen kunnen niet hetzelfde adres hebben. Geef een van de twee een andere naam."),
        _one("veel-adressen", "van nog … adressen is niet gekeken wat ermee gebeurt", "Er verdwijnen er te veel om te noemen. Meestal is een hele map weg, of hernoemd."),
        _one("vroegere-naam", ("'…' is de naam van nu", "'…' is in gebruik: …", "ook … zegt dat het vroeger '…' was", "ook … zegt dat het '…' was", "de soort '…' bestaat niet", "'…' kan geen vroegere naam zijn"), "Een vroegere naam was van één onderwerp, en is nu van niemand anders."),
        _one("actief", "'…' past niet bij iets dat actief is", "Deze sleutel hoort alleen bij iets dat vervallen of gesplitst is."),
        _one("splitsing", "een splitsing heeft minstens twee delen", "Kwam er één ding voor in de plaats, kies dan de status vervallen."),
        _one("wijzigingen-ontbreken", ("'wijzigingen' ontbreekt", "het vervallen staat niet bij de wijzigingen"), "Lezers willen zien wanneer iets erbij kwam of verdween."),
        _one("anker", ("het anker '…' is nog in gebruik", "het anker '…' staat nog in …", "'…' is geen deel dat er is"), "Een anker wijst voor altijd naar hetzelfde deel, en wordt niet opnieuw gebruikt."),
        _one("editie", ("dit is geen hele editie: …", "deze editie volgt niet op …"), "Een editie legt vast wat de site op een dag zei. Een opdracht schrijft het bestand; met de hand verandert niemand er iets aan."),
        _one("editie-veranderd", ("deze editie ontbreekt", "deze editie is anders dan toen zij werd uitgegeven"), "Naar een editie wordt verwezen. Zij blijft daarom zoals zij was, ook met een fout erin. Zet het bestand terug; een volgende editie kan het beter zeggen."),
        _one("lijst-van-adressen", ("dit bestand ontbreekt", "het adres … is volgens regel … van …", "er zijn nog … regels die niet kloppen", "de regel '… …' is uit dit bestand verdwenen", "het einde van dit bestand ('# einde') ontbreekt", "hier is een samenvoeging van twee versies niet af"), "In `adressen.lock` staan alle adressen die ooit zijn uitgegeven. Zet het bestand terug zoals het op main staat; zie [een botsing in de lijst](handboek.md#lijst)."),
    ),
    "Pagina's in docs/": (
        _one("instellingen", ("onder de instellingen van deze pagina ontbreekt een regel", "boven de instellingen van deze pagina ontbreekt een regel", "de instelling '…' bestaat niet", "'was' moet een lijst van namen zijn"), "Een pagina begint met een titel en een omschrijving, tussen twee regels met drie streepjes."),
        _one("code-op-pagina", "'…' wordt op deze pagina geen link", "In een pagina gaat verwijzen met een macro. De melding geeft de tekst."),
        _one("pagina-bestaat-niet", "de pagina '…' bestaat niet", "De link gaat naar een pagina die er niet is. Kijk naar de naam van het bestand."),
        _one("bevat", "deze pagina bevat …", "Een pagina is gewone Markdown. Scripts, vensters en opdrachten komen niet op de site."),
        _one("macro", ("de macro '…' bestaat niet", "hier hoort een code of een bestandsnaam, en geen titel ('…')", "'…' kent geen '…'", "'…' is verkeerd aangeroepen", "deze macro is niet goed geschreven", "om een macro horen twee accolades aan elke kant", "om '…' horen aanhalingstekens", "deze pagina vraagt te veel macro's"), "Zie [Macro's](macros.md) voor wat er kan en hoe het eruitziet."),
    ),
    "De controle van links en instellingen": (
        _one("uitzondering", ("'uitzonderingen' is geen lijst", "dit is geen uitzondering", "bij deze uitzondering ontbreekt '…'", "'…' is geen tekst", "'tot' is geen dag", "'…' is geen klasse"), "In `links/uitzonderingen.yml` staat bij elke uitzondering een adres, een reden en een einde."),
        _one("uitzondering-niet-nodig", ("de uitzondering voor … is niet nodig: het adres wordt nergens gebruikt", "de uitzondering voor … liep af op …", "de uitzondering voor … is niet nodig: de klasse is nu '…', niet '…'"), "Haal de uitzondering weg, of kijk opnieuw en geef haar een nieuw einde."),
        _one("afspraak", ("'afspraken' is geen lijst", "dit is geen afspraak", "'…' is geen soort", "over '…' staat hier al een afspraak", "bij deze afspraak ontbreekt wat er is afgesproken", "'eigenaar' is geen tekst", "'maanden' is geen getal van 1 tot en met …"), "In `beheer/afspraken.yml` staat per soort wie haar nakijkt, en na hoeveel maanden opnieuw."),
        _one("link-binnen-de-site", ("geen enkele pagina linkt naar …", "de link '…' is geen adres", "de link '…' wijst naar een onderdeel dat er niet is", "de link '…' leidt nergens heen (…)"), "Een link binnen de site komt nergens uit. Dit is meestal een fout in het programma: meld het."),
        _one("huisstijl", ("'kleuren' heeft geen namen", "het lettertype heeft geen naam", "dit is geen naam van een lettertype", "'…' zegt niet voor welk thema", "dit is geen kleur", "dit is geen bestand dat eindigt op …", "…/… kan meer dan getoond worden (…)", "…/…: …"), "De huisstijl heeft een vaste vorm. De melding geeft de tekst."),
        _one("kleurverschil", "… op … (…) verschilt …; nodig is …", "Twee kleuren lijken te veel op elkaar om te kunnen lezen. Kies er een lichter of donkerder."),
        _one("lek-melden", ("dit is geen adres om lekken te melden", "'beveiliging' heeft geen sleutels", "bij 'beveiliging' ontbreekt '…'", "'…' is geen dag", "het adres voor meldingen van lekken …"), "In `mkdocs.yml` staat waar iemand een lek kan melden, en tot welke dag dat klopt."),
    ),
}  # fmt: skip


def _patterns() -> tuple[tuple[int, re.Pattern[str], str], ...]:
    """(letters that are said, what a message looks like, anchor), the most telling first."""
    found = [
        (len(says.replace("…", "")), re.compile(".+".join(map(re.escape, says.split("…"))), re.DOTALL), one.anchor)
        for one in explained()
        for says in one.says
    ]
    return tuple(sorted(found, key=lambda one: -one[0]))


def explained() -> Iterator[Explained]:
    """Every message, in the order of the page."""
    for group in GROUPS.values():
        yield from group


def anchor_of(message: str) -> str:
    """The anchor of a message on its page; '' for one that is not in the list. Of a few in one, the first counts."""
    for said in (message, message.partition("; ")[0]):
        if found := next((anchor for _, pattern, anchor in _patterns() if pattern.fullmatch(said)), ""):
            return found
    return ""


def page() -> str:
    """The page of all messages, in Markdown."""
    lines = [
        "---",
        'title: "Meldingen"',
        'description: "Elke melding van de controle: wat zij betekent en wat er te doen is."',
        "zoeken: nee",
        "---",
        "",
        "# Meldingen van de controle",
        "",
        "<!-- Gemaakt door: infobox meldingen docs/meldingen.md -->",
        "",
        "Een melding noemt de regel, wat er mis is, en wat te doen. Hier staat wat erachter zit.",
        "De drie puntjes staan voor woorden die elke keer anders zijn.",
    ]
    for number, (title, group) in enumerate(GROUPS.items(), start=1):
        lines += ["", f"## {title} {{ #groep-{number} }}"]
        for one in group:
            lines += ["", f"### {_title(one)} {{ #{one.anchor} }}", ""]
            lines += [f"- `{says}`" for says in one.says]
            lines += ["", one.text]
    return "\n".join([*lines, ""])


def _title(one: Explained) -> str:
    words = one.anchor.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


def address_of(message: str, site: str = "") -> str:
    """Where a message is explained, on the site at this address; '' for a message that is not in the list."""
    anchor = anchor_of(message)
    return f"{site.rstrip('/')}/{PAGE}/#{anchor}" if anchor else ""
