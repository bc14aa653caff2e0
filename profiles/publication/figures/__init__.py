"""Figures for everybody: how many people are known and shown, by municipality, region and country.

`count` asks the register, `prepare` has small figures held back (`profiles.anonymisation.figures`) with an
eye on what was published before (`former`), `contents` writes it down as the outside reads it. A set comes
with a release (`publish_figures`); what turned out wrong is put right by another set (`correct_figures`).
"""
