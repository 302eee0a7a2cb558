"""The steps of a build; each stands alone, and only `kbgen.build` knows their order."""
