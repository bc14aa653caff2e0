"""How long it takes to publish: counting, closing, audit, writing and verifying, and how much memory."""
