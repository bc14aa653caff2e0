"""The public site: what employers and the public see.

It knows releases and nothing else. It imports nothing of `profiles`, holds no
password of the register database and runs with that package deleted.
"""
