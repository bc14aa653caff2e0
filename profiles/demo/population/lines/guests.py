from profiles.demo.population.chance import falling
from profiles.demo.population.line_of_work import TRAINED, LineOfWork

CLEANING = LineOfWork(
    name="cleaning",
    share=10,
    sectors={"81": 12, "55": 2, "96": 2, "87": 2, "85": 1},
    tasks=falling(
        "schoonmaken",
        "wassen-en-strijken",
        "ramen-wassen",
        "afwassen",
        "machines-en-hallen-reinigen",
        "helpen-in-het-huishouden",
    ),
    skills={
        "schoonmaken-binnen": 12,
        "wassen-en-strijken": 5,
        "schoonmaken-in-industrie-en-buiten": 4,
        "helpen-in-huis": 3,
    },
    occupations=falling("9112", "9111", "8157", "9129", "9122", "9123"),
    directions={"horeca-facilitair": 10, "algemeen": 4, "zorg-welzijn": 2},
    competences=falling("24121", "24120", "24112", "24105", "24106"),
    affinities=falling(
        "dingen-netjes-maken",
        "alleen-werken",
        "vast-ritme-hebben",
        "veel-bewegen",
        "binnen-werken",
        "iets-af-zien",
    ),
    car_licence=0.3,
    other_licences={"AM": 0.1},
)
KITCHEN = LineOfWork(
    name="kitchen",
    share=7,
    sectors={"56": 12, "55": 4, "87": 2, "10": 1},
    tasks=falling(
        "afwassen", "bedienen", "koken", "lunch-verzorgen", "koffie-en-thee-verzorgen", "schoonmaken"
    ),
    skills={
        "keuken-draaiend-houden": 9,
        "koken-en-bakken": 8,
        "gasten-bedienen": 8,
        "voedsel-maken-en-verwerken": 3,
        "schoonmaken-binnen": 1,
    },
    occupations=falling("9412", "5131", "5120", "9411", "5246"),
    directions={"horeca-facilitair": 12, "algemeen": 2, "productie-voeding": 2},
    competences=falling("24105", "24119", "24121", "24123", "24120"),
    affinities=falling(
        "met-eten-en-drinken-werken",
        "samen-werken",
        "met-mensen-werken",
        "afwisseling-hebben",
        "doorwerken",
        "in-een-kleine-groep-werken",
    ),
    education=TRAINED,
    car_licence=0.3,
    other_licences={"AM": 0.14},
)
SHOP = LineOfWork(
    name="shop",
    share=9,
    sectors={"47": 14, "46": 2, "45": 1, "95": 1},
    tasks=falling(
        "vakken-vullen",
        "klanten-helpen",
        "kassa-bedienen",
        "producten-presenteren",
        "inpakken-en-sorteren",
        "goederen-ontvangen",
    ),
    skills={
        "winkel-vullen-en-inrichten": 11,
        "verkopen-en-kassa": 9,
        "voorraad-en-goederen": 3,
        "inpakken-en-afwerken": 2,
        "planten-en-bloemen": 1,
    },
    occupations=falling("9334", "5223", "5230", "9321"),
    directions={"handel-verkoop": 12, "algemeen": 3, "economie-administratie": 2},
    competences=falling("24119", "24105", "24121", "24104", "24120", "24125"),
    affinities=falling(
        "met-mensen-werken",
        "samen-werken",
        "dingen-netjes-maken",
        "binnen-werken",
        "afwisseling-hebben",
        "vast-ritme-hebben",
    ),
    education=TRAINED,
    car_licence=0.34,
    other_licences={"AM": 0.14},
)
