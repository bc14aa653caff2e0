from profiles.imports.management.people_command import PeopleCommand


class Command(PeopleCommand):
    help = "Import a profile workbook (.xlsx) into the register."
