"""What a block of a program costs the processor, for a program that runs under valgrind.

Its counter stands still until the block begins, so that neither starting Python
nor building an index is counted, nor takes a quarter of an hour.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

# Reads "on" and "off" and says when it is done: started before the block, since starting it is work too.
SWITCH = 'while read way; do callgrind_control --instr=$way "$0" >/dev/null 2>&1; echo done; done'


@contextmanager
def counted() -> Iterator[None]:
    """Count what this process does in the block, and nothing before or after."""
    command = ["sh", "-c", SWITCH, str(os.getpid())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as switch:
        assert switch.stdin is not None and switch.stdout is not None
        # Asking and being answered is a system call each, and next to nothing is counted of it.
        into, out = switch.stdin.fileno(), switch.stdout.fileno()
        os.write(into, b"on\n")
        os.read(out, 100)
        yield
        os.write(into, b"off\n")
        os.read(out, 100)
        switch.stdin.close()
