"""Single sign-on by OpenID Connect: configured by the environment, off where nothing is configured."""
