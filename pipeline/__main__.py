"""`python -m pipeline`: see `pipeline.cli`."""

import os
import sys

from pipeline.cli import run


def main() -> int:
    """Run the command line; a closed pipe (`… | head`) and Ctrl-C end it without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese must not stop the run
    try:
        status = run(sys.argv[1:], sys.stdout, sys.stderr)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
