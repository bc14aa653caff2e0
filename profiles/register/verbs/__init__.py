"""The writes of the register, one verb a module, each with its own error beside it.

They use the models and the life cycle of `profiles.register` and know nothing
of the user that asks: the caller has already decided that this user may.
"""
