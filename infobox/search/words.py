"""Words as the search sees them: small letters without accents, taken apart where they join, without stop words.

`engine/words.js` does the same to what a reader types; a test holds the two together. The lists of words that both need
go to the browser with the index.
"""

import re
import unicodedata
from collections.abc import Iterator

# Function words, and the words questions are made of. They find nothing; a title made of them is found as a phrase.
STOP_WORDS = frozenset(
    """
    aan al alle allemaal als ander andere anders ben bent bij bijv binnen buiten daar dan dat de deze die dit
    doe doen doet door dus een eens eigenlijk elk elke en er erop eruit ervan even ga gaan gaat gebeurt gebruik
    gebruiken gedaan geen graag had hadden heb haar hebben hebt heeft heel helpt hem het hier hij hoe hoef hoeft hun
    iemand iets ik in is ja je jij jouw jullie kan kon kun kunnen kunt maak maakt maar mag me meer men met mij
    mijn moest moet moeten mogen na naar niet niets nog nu of om omdat onder ons onze ook op over per precies
    soms stel te tegen ten ter tijdens toch toen tot tussen u uit uw vaak van vanuit veel verschil via vind
    vinden vindt volgens voor vooral waar waaraan waarbij waardoor waarom waarop waarvan wanneer want waren was
    wat we weer weet welk welke werd werden weten wie wij wil wilde willen word worden wordt zal ze zegt zei
    zelf zich zien ziet zij zijn zit zo zoals zonder zou zouden
    """.split()  # noqa: SIM905 - words read better than quotes
)

# Words of questions that also name something: beside other words they count for little.
LIGHT_WORDS = frozenset(
    """
    beginnen belangrijk best bestaan bestaat beter betekenis betekent collega eerst eerste gebeuren geef genoeg geven
    goed hoor hoort horen houd houden juiste ken kennen kent kies kiezen kom komen komt krijg krijgen laat laten leg
    leggen lezen mensen neem nemen nodig regelen regel soort soorten staan staat stellen uitleg vertel vertellen voel
    weten zeg zeggen zet zetten zien zoek zoeken
    """.split()  # noqa: SIM905
)

# Words of this field that are said as often of anything else. Beside a word that is nowhere on this site (moestuin,
# docker) they say nothing: who types 'plan van aanpak moestuin' or 'kaart van amsterdam' means something else.
EVERYDAY = frozenset(
    """
    aandacht aangepast aanpak aanpakken aantal abortus accent acht actie adres advies advocaat afbellen afspraak
    afspraken afval alarm alcohol algemeen amsterdam analyse aow app artikel auto baan baas bal bank basis batterij
    bed beeld begin begrip behandeling bekend bel beleid bellen bende bericht beroep beroepen besluit best bestand
    bestuur beter bezoek bier bijt blauw blauwe bloed bloemen boek boeken bonnetje boodschappen boos bord bouw
    bouwen brand breed breuk brief bron bronnen bruid bruidegom bruiloft buiten bureau buren bus cadeau camera
    campagne cash centrum check checklist cijfer cijfers club coach code collectief computer contact controle
    controleren crisis cultuur cursus dag dagboek dagen databank datum dealer deel deksel delen deskundig deur
    deurwaarder dienst dier direct doel doktertje domein dossier drank dreigend drie drinken drugs duur echt eerste
    effect eigen eind eis eisen eten event familie fase feest film filmpje fles format formulier foto fout functie
    gas gebroken gebruik gegeven gegevens geld geluid gemeente geschiedenis gesprek gezond gids gips goed gokken
    goud gps gratis groep grond groot haar hack hamer hand handboek handleiding handreiking haren helft helpdesk
    herrie homo hond honger hoofd horen huis huizen hulp huren huur huwelijk hypotheek idee indeling informatie
    inhoud inkomen inkoop inkopen inrichting instrument intake intern jaar joint jong jongen kaart kabaal kader
    kamer kampen kans kapot kas kast ketting keuze kiezen kijken kind kinderen klacht klachten klas klein kliniek
    knal kosten kracht krassen krediet kring kussen kwaliteit laag land landelijk lang laptop later leer lening
    leraar leren les lessen lichaam licht lijn lijst link logeren lokaal loon loop luier luizen maat maatregel
    magazine mager man manier mannen markt materiaal medewerker meer mentor mes methode middel mix model module
    moment monitor monitoren motor naakt naam namen netwerk nieuw nieuws noord notaris nummer oefenen oma onderdeel
    onderhoud onderwijs onderzoek online ontwerp ontwikkelen ontwikkeling opa opdracht opleiding oplossing opname
    oppas organisatie oud ouder ouders overdracht overzicht pagina pakket papier partij partner pas paspoort patroon
    pensioen pillen pin pinnen pinpas plaats plan plannen plas plek podcast politie porno portemonnee pot praktijk
    praten prijs prijzen privacy probleem proces product proef programma project protocol punt punten raad ram
    rapport recht rechter rechtszaak regel regels regie regio register reis rekening richtlijn riem ring risico
    ritueel rode rol ronde rood route ruimte rust ruzie salaris samen samenwerken scan schaal schade scheiden
    scheiding schimmel school schram schrijven schuld seks serie set sieraden sigaret site situatie slaan slag
    slapen sleutel slipper slot sluiten snel soort spanning speed spel spelletjes spijt spoor sport staan stad stand
    standaard stap stappen start station steen stem steun stof stop stoppen stuk stukken systeem taak taken team
    teams techniek tekening tekst telefoon test testament thema thuis ticket tijd tips titel toegang toeslagen toets
    tracker training trouwen tuin type uitgave uitgaven uitkering uitzoeken uur vaardigheid vader vakantie vast
    veilig veilige verbeteren vereniging vergelijken verhaal verhuizen verkopen vermogen versie verslag versterken
    verzekering video vijf visie visum vlaggen vlek vlucht voetbal volgen volgorde voorbeeld vorm vraag vragen
    vriend vrienden vriendin vrij vrouw vuur waarde wachten wachtwoord wagen warm warme water webcam website
    wedstrijd weeg week weg wegwijzer werk werken werkplek werkwijze wet wetenschap wiet wijk wijn winkel wit wonen
    woning woord woorden zaak zaken zakgeld zelf ziek ziekenhuis ziekte zoeken zolder zomervakantie zorg zorgen
    zwanger zwart zweep
    """.split()  # noqa: SIM905
)

# How a question begins.
QUESTIONS = """
    wat wie hoe welk welke waar waarom wanneer hoeveel mag mogen moet moeten kan kunnen is zijn what who how which when
""".split()  # noqa: SIM905

# Numbers as people say them, from nul and from eerste; and what may stand between a name and its number.
COUNTING = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien".split()  # noqa: SIM905
ORDINALS = "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde".split()  # noqa: SIM905
NUMBER_SIGNS = ("nummer", "nr", "no", "van")

# After these stands who did it: 'geslagen door haar man'.
BY = ("door", "by", "przez")

# Small words that stand in a subject as often as in a sentence.
LINKS = """
    de het een van voor in met op over bij naar tussen en of om te uit aan door als is zijn wat welke welk hoe waar wie
    waarom wanneer er the a of for and to on with how what
""".split()  # noqa: SIM905

# Who types one of these speaks of somebody, and not of a subject.
PERSONS = "ik me mij mijn mn we wij ons hij hem zij ze haar iemand my me he she him her".split()  # noqa: SIM905

# Of these, who asks: 'hoe herken ik', 'wat doen wij'.
SELF = "ik we wij iemand".split()  # noqa: SIM905

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
_WORD = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"(?<=[0-9])[ .-](?=[0-9])")


def fold(text: str) -> str:
    """Small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")


def words(text: str) -> Iterator[str]:
    """Every word of a text, folded. A number that is written in pieces is one word: '0800-2000' is 08002000."""
    return (match[0] for match in _WORD.finditer(_DIGITS.sub("", fold(text).replace("'", "").replace("\u2019", ""))))


def content_words(text: str) -> Iterator[str]:
    """The words of a text that say what it is about."""
    return (word for word in words(text) if word not in STOP_WORDS and len(word) > 1)
