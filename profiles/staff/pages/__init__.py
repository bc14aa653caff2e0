"""The pages of the register site. A view reads the request, makes one call and renders."""
