"""The table of Noord-Limburg in the seed, with invented figures of what becomes of the profiles."""

# Gemeente with and without, UWV with and without; then published, complete, fresh, available.
SEED = {
    ("GM0889", "Beesel"): (18, 30, 102, 12, 84, 45, 98, 74),
    ("GM0893", "Bergen (L.)"): (6, 24, 90, 14, 67, 39, 79, 57),
    ("GM0907", "Gennep"): (21, 24, 132, 14, 107, 61, 127, 92),
    ("GM1507", "Horst aan de Maas"): (14, 62, 232, 32, 172, 98, 205, 150),
    ("GM1894", "Peel en Maas"): (29, 107, 227, 36, 178, 102, 212, 157),
    ("GM0983", "Venlo"): (308, 432, 779, 82, 760, 430, 902, 668),
    ("GM0984", "Venray"): (69, 141, 302, 47, 259, 148, 308, 229),
}
