"""Public figures: how many people are known and counted, by municipality, region and country.

`count` asks the register, `prepare` has small figures suppressed (`profiles.anonymisation.cell_suppression`)
beside what was published before (`former`), `contents` writes it down as the outside reads it. The figures
of a municipality by organisation appear each quarter at most. A set comes with a release
(`publish_figures`); what turned out wrong is put right by another set (`correct_figures`).
"""
