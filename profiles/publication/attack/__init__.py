"""The attacker: who knows the register, a place, an education and some facts, and looks for somebody's row.

`attack` is the door: arrays in, a table of figures out. `concepts` and `facts`
hold what was released and what is true, `knowledge` draws what the attacker
knows, `readings` finds the rows that fit and `scoring` counts. All of these are pure
and share no code with what makes a release; `attack_release` and `read` know of Django, `wording` says it.
"""
