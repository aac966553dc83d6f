"""`python -m pipeline`: see `pipeline.cli`."""

import sys

from pipeline.cli import run


def main() -> int:
    return run(sys.argv[1:], sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
