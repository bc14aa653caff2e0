"""The lines of work of the made-up population, in order of how they are declared."""

from profiles.demo.population.line_of_work import LineOfWork
from profiles.demo.population.lines.goods import LOGISTICS, PRODUCTION, REUSE, TRANSPORT
from profiles.demo.population.lines.green import FARM, GREEN
from profiles.demo.population.lines.guests import CLEANING, KITCHEN, SHOP
from profiles.demo.population.lines.office import COMPUTERS, OFFICE
from profiles.demo.population.lines.people import CARE, CARETAKING
from profiles.demo.population.lines.trades import BUILDING, TECHNOLOGY

LINES: tuple[LineOfWork, ...] = (
    *(LOGISTICS, PRODUCTION, REUSE, TRANSPORT, FARM, GREEN, CLEANING, KITCHEN, SHOP),
    *(COMPUTERS, OFFICE, CARE, CARETAKING, BUILDING, TECHNOLOGY),
)
BY_NAME = {line.name: line for line in LINES}
SHARES = {line.name: line.share for line in LINES}
