"""The tests are a package, so that no other package named `tests` is found in its place."""
