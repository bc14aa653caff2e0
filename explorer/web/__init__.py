"""What every page shares: layout, language, headers, conditional answers, errors, health.

Knows nothing of releases, searches or figures; the register uses its layout.
"""
