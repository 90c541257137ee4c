"""What other languages and plain English look like, so that neither is taken for a slip of the pen. Data only."""

from __future__ import annotations

from collections.abc import Mapping

from bot.understanding.everyday import EVERYDAY, VERBS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FOREIGN = _words(
    """
    abgelehnte abgelehnten alla alle apagar avvisade bitte bonjour bonsoir ciao cuales cuáles dank das der des
    dlaczego een ein eine einen elimina est favor gli gracias grazie göster haben hallo hapus hej het hoi hola
    ich il inte ist jag je kann laat las les loesche lösche lütfen mall mallar mengapa merci mig mir modelli
    modelos modèle modèles moi montre montrez mostrami mostrar mostre muestra muestrame muéstrame möchte
    necesito neden nicht nous obrigado och olá os perché plantilla plantillas pokaz pokaż por pourquoi preciso
    quais quelles quels quero quiero qué rechazadas rejetés semua sind sjablonen sont supprime supprimer svp
    szablony tack tampilkan todas todos tous toutes tutte tutti tüm uma un una und une usuń van varför verwijder
    veuillez vilka vill visa voglio vorlage vorlagen vous waarom mostra rifiutati rifiutate rifiutato approvati
    approvato elenco tutti quali perche cancella crea afficher affiche liste-moi refusés refusées modeles
    supprimez crée créer combien listar borrar eliminar crear cuántas cuantas rechazada aprobadas pendientes
    enviar criar excluir rejeitados aprovados quantos lista-me alla godkända skapa radera hur många toon
    verwijderen maak hoeveel afgewezen goedgekeurde löschen erstellen anzeigen wieviele genehmigte abgelehnten
    hvad hvilke hvordan ikke jeg kan skabeloner vise abend aiuto ajuda auf aussi avec ayuda bedeutet behöver besoin
    bisogno brauche com como cómo con cuando cuándo dans
    dein deine dina donde dónde esta este esto estoy expéditeurs für genau gibt guten haar heeft heute hilfe hjälp
    hjälpa hoje hoy hulp inte inget ik keine können könnt könnten könnte mein meine meinen meus mi mijn mina minhas mis
    mit morgen més mes miei nachrichten niet nieuwe nodig nya nuevo nueva och para pomocy potrzebuję pour puedo que qual
    quisiera sobre suis sur tag tengo tiene um unsere vad vandaag ver veux vår våra voir voor voudrais vous wann wo wil
    zijn zou étaient être está estão
    los las del el semana meses dias días enviados informes mensajes estado cómo maler meg vis comprends compris
    comprendo verstehe begrijp entiendo capito stummschalten ausschalten löschung wochen monat monats tagen mois semaine
    settimana semaines vecka veckan uge ukene måned måneder deze ons onze nous nos notre votre vos leur leurs ces
    ausstehende listele reddedilen göndericiler hangi odrzucone usunąć utwórz ile hapuskan buatkan berapa
    ditolak disetujui warum welche welke wie wir wszystkie wurde zeig zeige zien zijn är şablonlar
    """
)
"""Small words of German, French, Spanish, Portuguese, Italian, Swedish, Dutch, Polish, Turkish, Indonesian."""

KNOWN_ENGLISH = (
    _words(
        """
    soon sooner sometime
    able about above across after again against ago all alone along already also always among amount answer anyone
    anything area around ask athlete away back bad bank base because become been before began behind believe below
    best better between big black blue book both box branch bring brought business call came card care case cause
    center child city class clear close code cold color come common company compete complete contact cost could
    country course cover cut dark data date day days deadline deal dear debate decide deep delate delay delegate
    depend deplete different dinner direct dog done door double down draw drive during each early earth east easy
    eat effect eight either elite else email end enough even evening ever example eye face fact fall family far fast
    father feel feet felt few field fight figure file fill final fine fire first fish five fly food foot force form
    found four free friday friend front full game gate gave general girl give glad glass goes gold gone good great
    green ground group grow guess half hand happy hard hate head hear heart heat heavy held high hold home hope
    horse hot hour hours house huge human hundred idea inch instead island joke keep kept kind king know land
    language large last late later laugh lead learn leave left less letter level life light like line listen local
    long look lose lost love low lunch machine main make manager map mark matter mean meet meeting men middle might
    mile miles milk million mine miss monday money month months moon more morning mother mount move much music
    mutable near never next night nine noon north note nothing notice number obsolete ocean often oil old once order
    other others outside own page paint pair paper part party pass past pattern pay people person phone picture
    piece pizza place plan plane plant plate play point poor pose possible power press price problem product promise
    pull push put question quick quite race radio rain rate reach real reason record red relate related relax
    remember rest result rich ride right ring rise river road rock roll room round rule run sad said sail same sand
    saturday sauce saw say school sea season seat second seem self sell send sense sent serve set settle seven
    several shape share sheet ship shop short shoulder side sign silent simple since sing single sister six size sky
    sleep slow small snow soft some song sound south space speak special spell spend spring stand star start stay
    step stick stone stood store story street strong student study such summer sun sunday sure surface swim table
    tail talk tall teach team tell ten test text thank their thing think third those though thought thousand three
    through thursday time times tiny tired together told tomorrow tonight took top total toward town train travel
    tree trip truck true try tuesday turn twenty two type under unit until use usual very video visit voice wait
    waiting walk wall war warm wash watch water wave way weather week weeks weight went west wheel whether white
    whole wife wild wind window wing winter wish with wonder wood word work world worry would write wrong year years
    yellow yesterday young
    """
    )
    | EVERYDAY
    | VERBS
)
"""Common words that are no slip of the pen for one of ours, however near."""


def is_english(word: str) -> bool:
    """Whether it is such a word, be it with an ending: `diluted`, `dilutes`."""
    if word in KNOWN_ENGLISH:
        return True
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3:
            return stem in VERBS or f"{stem}e" in VERBS or (stem[-1] == stem[-2] and stem[:-1] in VERBS)
    return False


PLAIN_CODES = _words("bg bn cs da de el es fi fr he hu ja ko lt lv nb nl pl pt ro ru sk sl sq sv tr uk vi zh")
"""Codes of languages that are no English words: they are understood in small letters too."""

COUNTRIES: Mapping[str, str] = {
    "AT": "austria",
    "AU": "australia",
    "BE": "belgium",
    "BR": "brazil",
    "CA": "canada",
    "CH": "switzerland",
    "CZ": "czechia, czech republic",
    "DE": "germany",
    "DK": "denmark",
    "ES": "spain",
    "FI": "finland",
    "FR": "france",
    "GB": "united kingdom, great britain, britain, england",
    "IE": "ireland",
    "IN": "india",
    "IT": "italy",
    "JP": "japan",
    "KR": "korea, south korea",
    "MX": "mexico",
    "NL": "netherlands, holland",
    "NO": "norway",
    "PL": "poland",
    "PT": "portugal",
    "RO": "romania",
    "SE": "sweden",
    "SG": "singapore",
    "SK": "slovakia",
    "TR": "turkey",
    "US": "united states, usa, america",
    "ZA": "south africa",
    "CO": "colombia",
    "AR": "argentina",
    "CL": "chile",
    "PE": "peru",
    "NG": "nigeria",
    "KE": "kenya",
    "GR": "greece",
    "HU": "hungary",
    "ID": "indonesia",
}

REGIONS: Mapping[str, str] = {"EU": "europe, european union", "BR": "latin america, south america", "US": "us, states"}
"""Where Sinch keeps what is created -> what people call it beside the country."""


SPOKEN_IN: Mapping[str, str] = {
    "BR": "PT_BR", "CZ": "CS", "DE": "DE", "DK": "DA", "ES": "ES", "FI": "FI", "FR": "FR", "GR": "EL", "HU": "HU",
    "IT": "IT", "JP": "JA", "KR": "KO", "NL": "NL", "NO": "NB", "PL": "PL", "PT": "PT_PT", "RO": "RO", "SE": "SV",
    "TR": "TR", "ID": "ID",
}  # fmt: skip
"""Countries -> the language that people mean by `spain language`."""


def code_of_place(name: str) -> str:
    """The code of a country or region that is called so; empty where none is."""
    for places in (COUNTRIES, REGIONS):
        for code, names in places.items():
            if name in names.split(", "):
                return code
    return ""


LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "german": ("DE",),
    "english": ("EN", "EN_US", "EN_GB"),
    "american english": ("EN_US",),
    "us english": ("EN_US",),
    "british": ("EN_GB",),
    "british english": ("EN_GB",),
    "uk english": ("EN_GB",),
    "spanish": ("ES", "ES_ES", "ES_MX", "ES_AR", "ES_UY"),
    "mexican": ("ES_MX",),
    "mexican spanish": ("ES_MX",),
    "portuguese": ("PT_BR", "PT_PT"),
    "brazilian": ("PT_BR",),
    "brazilian portuguese": ("PT_BR",),
    "chinese": ("ZH_CN", "ZH_TW", "ZH_HK"),
    "deutsch": ("DE",),
    "norwegian": ("NB",),
}
"""Languages as people call them, where one word is several of the API's."""
