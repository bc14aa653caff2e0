from profiles.demo.population.chance import falling
from profiles.demo.population.line_of_work import LineOfWork

GREEN = LineOfWork(
    name="green",
    share=9,
    sectors={"81": 10, "84": 4, "01": 3, "93": 2, "02": 2},
    tasks=falling(
        "groen-onderhouden",
        "snoeien-en-wieden",
        "gras-maaien",
        "buitenruimte-schoonhouden",
        "planten-en-oogsten",
        "bloemen-en-planten-verwerken",
    ),
    skills={
        "tuin-en-park-onderhouden": 12,
        "planten-en-bloemen": 4,
        "schoonmaken-in-industrie-en-buiten": 3,
        "straten-en-grond": 2,
        "onderhoud-en-klussen": 1,
    },
    occupations=falling("9214", "6113", "9613", "9215"),
    directions={"groen-dier": 12, "algemeen": 2, "bouw-infra": 1},
    competences=falling("24121", "24112", "24105", "24120", "24124"),
    affinities=falling(
        "buiten-werken",
        "met-planten-werken",
        "veel-bewegen",
        "met-gereedschap-werken",
        "samen-werken",
        "iets-af-zien",
    ),
    car_licence=0.4,
    other_licences={"T": 0.14, "BE": 0.08, "AM": 0.12},
)
FARM = LineOfWork(
    name="farm",
    share=8,
    sectors={"01": 14, "46": 2, "10": 1, "91": 1, "75": 1},
    tasks=falling(
        "planten-en-oogsten",
        "dieren-verzorgen",
        "bloemen-en-planten-verwerken",
        "stallen-schoonhouden",
        "inpakken-en-sorteren",
        "melken",
    ),
    skills={
        "werken-in-kas-en-akker": 10,
        "planten-en-bloemen": 6,
        "dieren-verzorgen": 7,
        "inpakken-en-afwerken": 2,
    },
    occupations=falling("9214", "9211", "9212", "6113", "6121", "5164", "8341"),
    directions={"groen-dier": 12, "algemeen": 3, "productie-voeding": 1},
    competences=falling("24121", "24112", "24105", "24123", "24104"),
    affinities=falling(
        "buiten-werken",
        "met-dieren-werken",
        "met-planten-werken",
        "veel-bewegen",
        "vast-ritme-hebben",
        "in-een-kleine-groep-werken",
    ),
    car_licence=0.36,
    other_licences={"T": 0.22, "AM": 0.15},
)
