import argparse
from argparse import ArgumentParser

from profiles.imports.management.people_command import PeopleCommand
from profiles.imports.sonar.columns import COLUMNS


class Command(PeopleCommand):
    help = "Import a Sonar dashboard export (.xlsx or .csv) into the register."
    organisation_help = "its name, or `auto` to follow the column Organisatie Naam"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = "columns:\n" + "\n".join(
            f"  {column.header:<24}{column.treatment.value:<9}{column.where}" for column in COLUMNS
        )
        parser.add_argument("--create-organisations", action="store_true", help="make those that lack")
        parser.add_argument(
            "--number-missing", action="store_true", help="test files: file name and line for a missing ID_WZ"
        )
        parser.add_argument(
            "--municipality", default="", metavar="NAME", help="test files: for lines whose own is not known"
        )
