"""Attackers that know the register and look for people in what was released.

`attack` is the door: a release, its people and a random generator in, a table of
figures out. `world` reads the release without any code of the counter, `guessing`
holds how an attacker guesses; each other module is one attack with its definition.
`recount` alone calls the counter: to know what a release without a person would say.
All of these are pure; `attack_release` knows of Django.
"""
