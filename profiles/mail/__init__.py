"""The mail queue of the register: a mail is written in the transaction of its cause, and sent by the worker.

Knows the register's encryption and nothing of the senders.
"""
