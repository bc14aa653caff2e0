"""The verbs of publication: preview, publish, activate, withdraw.

The only code that sees both sides: it reads the register, has the anonymisation
layer decide, and writes releases and figures on the explorer database.
"""
