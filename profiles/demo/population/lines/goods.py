from profiles.demo.population.chance import falling
from profiles.demo.population.line_of_work import TRAINED, LineOfWork

LOGISTICS = LineOfWork(
    name="logistics",
    share=17,
    sectors={"52": 10, "46": 5, "47": 2, "53": 2, "10": 1, "82": 1},
    tasks=falling(
        "orderpicken",
        "inpakken-en-sorteren",
        "laden-en-lossen",
        "heftruck-rijden",
        "goederen-ontvangen",
        "goederen-klaarzetten",
        "voorraad-tellen",
    ),
    skills={
        "orders-verzamelen-en-verzenden": 10,
        "inpakken-en-afwerken": 7,
        "heftruck-en-intern-transport": 6,
        "voorraad-en-goederen": 6,
        "kwaliteit-en-veiligheid": 1,
        "lezen-rekenen-en-overleggen-op-het-werk": 1,
    },
    occupations=falling("9333", "9321", "4321", "8344", "4323"),
    directions={"transport-logistiek": 10, "handel-verkoop": 2, "algemeen": 2, "techniek-metaal": 1},
    competences=falling("24121", "24105", "24120", "24112", "24123", "24124", "24122"),
    affinities=falling(
        "veel-bewegen",
        "samen-werken",
        "vast-ritme-hebben",
        "binnen-werken",
        "met-de-handen-werken",
        "doorwerken",
        "in-een-groot-bedrijf-werken",
    ),
    car_licence=0.42,
    other_licences={"BE": 0.03, "AM": 0.1},
)
PRODUCTION = LineOfWork(
    name="production",
    share=17,
    sectors={"10": 6, "25": 5, "22": 4, "82": 3, "32": 2, "28": 2, "26": 2, "16": 1, "31": 1, "13": 1},
    tasks=falling(
        "inpakken-en-sorteren",
        "aan-een-productielijn-werken",
        "assembleren",
        "machines-bedienen",
        "producten-controleren",
        "voedsel-verwerken",
        "metaal-bewerken",
        "hout-bewerken",
        "naaien-en-stof-bewerken",
    ),
    skills={
        "inpakken-en-afwerken": 8,
        "productiemachines-bedienen": 8,
        "monteren-en-samenstellen": 7,
        "kwaliteit-en-veiligheid": 4,
        "voedsel-maken-en-verwerken": 4,
        "metaal-bewerken": 3,
        "hout-bewerken": 2,
        "textiel-en-leer": 1,
    },
    occupations=falling("9329", "9321", "8219", "8183", "8160", "8212", "7223", "7543", "8153", "7522"),
    directions={"productie-voeding": 6, "techniek-metaal": 6, "algemeen": 3, "bouw-infra": 1},
    competences=falling("24121", "24120", "24112", "24105", "24111", "24123"),
    affinities=falling(
        "met-de-handen-werken",
        "met-machines-werken",
        "vast-ritme-hebben",
        "precies-werken",
        "samen-werken",
        "binnen-werken",
        "iets-af-zien",
    ),
    car_licence=0.38,
    other_licences={"AM": 0.12},
)
REUSE = LineOfWork(
    name="reuse",
    share=4,
    sectors={"38": 8, "95": 5, "47": 4, "96": 1},
    tasks=falling(
        "afval-ophalen-en-scheiden",
        "inpakken-en-sorteren",
        "apparaten-demonteren",
        "klanten-helpen",
        "laden-en-lossen",
    ),
    skills={
        "hergebruik-en-afval": 10,
        "inpakken-en-afwerken": 3,
        "computers-en-netwerken-beheren": 1,
        "onderhoud-en-klussen": 2,
        "winkel-vullen-en-inrichten": 2,
    },
    occupations=falling("9612", "9611", "9333", "9334"),
    directions={"algemeen": 4, "techniek-metaal": 3, "handel-verkoop": 3},
    competences=falling("24121", "24105", "24112", "24119", "24120"),
    affinities=falling(
        "met-de-handen-werken", "afwisseling-hebben", "samen-werken", "veel-bewegen", "dingen-netjes-maken"
    ),
    car_licence=0.35,
    other_licences={"AM": 0.12},
)
TRANSPORT = LineOfWork(
    name="transport",
    share=5,
    sectors={"49": 10, "53": 7, "52": 3, "47": 1},
    tasks=falling(
        "bezorgen", "laden-en-lossen", "mensen-vervoeren", "vrachtwagen-rijden", "bijrijden", "verhuizen"
    ),
    skills={
        "rijden-en-bezorgen": 10,
        "heftruck-en-intern-transport": 4,
        "orders-verzamelen-en-verzenden": 2,
        "post-archief-en-kopieerwerk": 1,
    },
    occupations=falling("8322", "9621", "8332", "4412", "9333", "8331"),
    directions={"transport-logistiek": 10, "voertuigen": 3, "algemeen": 2},
    competences=falling("24121", "24119", "24118", "24123", "24106"),
    affinities=falling(
        "onderweg-zijn", "alleen-werken", "met-voertuigen-werken", "afwisseling-hebben", "met-mensen-werken"
    ),
    education=TRAINED,
    car_licence=0.88,
    other_licences={"C": 0.2, "CE": 0.1, "BE": 0.14, "D": 0.06},
)
