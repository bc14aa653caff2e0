"""A request from form to end while processes are killed: `python -m tests.journeys.faults --kills 60`.

On a server, two databases and a public site of its own. Each step is begun, its process or the
database gets SIGKILL after a random time, is started again, and the step is done once more, as a person
presses again and a job comes round again. Afterwards both databases and both mailboxes must say that
everything happened once.
"""
