#!/usr/bin/env python3
"""A stand-in for a soffice whose libraries are broken: it tells its version and cannot start."""

import sys

if "--version" in sys.argv:
    print("LibreOffice 24.8.1.2 87fa9aec1a63e70835390b81c40bb8993f1d4ff6")
else:
    sys.exit("soffice.bin: cannot open shared object file")
