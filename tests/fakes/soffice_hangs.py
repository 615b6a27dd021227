#!/usr/bin/env python3
"""A stand-in for a soffice that hangs before its first document."""

import sys
import time

if "--version" in sys.argv:
    print("LibreOffice 7.4.7.2 40(Build:2)")
else:
    time.sleep(600)
