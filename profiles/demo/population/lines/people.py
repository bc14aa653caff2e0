from profiles.demo.population.chance import falling
from profiles.demo.population.line_of_work import TRAINED, LineOfWork

CARE = LineOfWork(
    name="care",
    share=7,
    sectors={"87": 9, "88": 7, "86": 3, "85": 3, "97": 1},
    tasks=falling(
        "maaltijden-rondbrengen",
        "mensen-gezelschap-houden",
        "helpen-in-het-huishouden",
        "koffie-en-thee-verzorgen",
        "activiteiten-begeleiden",
        "met-kinderen-werken",
        "helpen-bij-verzorging",
    ),
    skills={
        "mensen-verzorgen-en-ondersteunen": 11,
        "helpen-in-huis": 5,
        "kinderen-en-onderwijs": 5,
        "gasten-bedienen": 2,
        "schoonmaken-binnen": 2,
    },
    occupations=falling("5321", "9111", "5322", "5312", "5311", "5162"),
    directions={"zorg-welzijn": 12, "onderwijs-sport": 2, "horeca-facilitair": 2, "algemeen": 1},
    competences=falling("24104", "24105", "24102", "24106", "24119", "24121"),
    affinities=falling(
        "anderen-helpen",
        "met-mensen-werken",
        "met-ouderen-werken",
        "met-kinderen-werken",
        "samen-werken",
        "vast-ritme-hebben",
    ),
    education=TRAINED,
    car_licence=0.4,
)
CARETAKING = LineOfWork(
    name="caretaking",
    share=4,
    sectors={"80": 5, "81": 5, "85": 4, "84": 4, "68": 1},
    tasks=falling(
        "toezicht-houden",
        "gebouw-openen-en-sluiten",
        "gebouwen-onderhouden",
        "verkeer-regelen",
        "bezoekers-ontvangen",
        "stalling-of-parkeerplaats-beheren",
    ),
    skills={
        "toezicht-en-veiligheid-op-straat": 9,
        "onderhoud-en-klussen": 6,
        "ontvangst-en-telefoon": 4,
        "kwaliteit-en-veiligheid": 2,
    },
    occupations=falling("5153", "5414", "9622", "9629", "5419"),
    directions={"veiligheid": 8, "horeca-facilitair": 3, "techniek-metaal": 2, "algemeen": 2},
    competences=falling("24106", "24104", "24121", "24119", "24123", "24100"),
    affinities=falling(
        "met-mensen-werken", "afwisseling-hebben", "buiten-werken", "alleen-werken", "anderen-helpen"
    ),
    education=TRAINED,
    car_licence=0.5,
    other_licences={"AM": 0.1},
)
