"""Bringing people into the register: the Sonar dashboard export, the profile workbook, register totals.

A file becomes lines (`files`, `delimited`, `spreadsheet`, `table`), an importer gives each line its
meaning (`sonar`, `workbook`), and `people` compares and writes for all of them. `run` takes an
import through its states. It is above `profiles.publication`, whose lock it takes where a profile is
hidden; publication knows nothing of imports.
"""
